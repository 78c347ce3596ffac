#include "web/me_page.h"

#include "account/mail_change.h"
#include "account/role.h"
#include "account/sign_in.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "http/cookie.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/account_letter.h"
#include "web/entry.h"
#include "web/home_page.h"
#include "web/identity_part.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

enum { PASSWORDS = 3, ENTRIES = 2 + PASSWORDS };

struct shown {
    str name, mail; /* as typed */
    str name_wrong, mail_wrong, old_wrong, new_wrong, again_wrong;
};

static void open_form(struct page *p, str title, str action) {
    html(&p->out,
            "<form method='post' action='/{}{}'>\n<fieldset class='part'>\n<legend>{}</legend>\n"
            "<div class='part-body'>\n",
            txt(p->lang), txt(action), txt(title));
    page_form_key(p);
}

static void close_form(struct page *p, str button) {
    html(&p->out,
            "<p class='acts'><button class='button plain'>{}</button></p>\n</div>\n"
            "</fieldset>\n</form>\n",
            txt(button));
}

static struct entry name_entry(struct page *p, const struct shown *s) {
    return (struct entry){.name = STR("name"),
            .type = STR("text"),
            .fill = STR("name"),
            .label = say(&p->work, "Your name"),
            .value = s->name,
            .wrong = s->name_wrong};
}

static void person(struct page *p, const struct entry *name) {
    struct work *w = &p->work;
    open_form(p, say(w, "You"), STR("/me"));
    entry_put(p, name);
    entry_tongue(p, p->account.tongue);
    close_form(p, say(w, "Save"));
}

static struct entry mail_entry(struct page *p, const struct shown *s) {
    return (struct entry){.name = STR("mail"),
            .type = STR("email"),
            .fill = STR("email"),
            .label = say(&p->work, "New mail address"),
            .hint = say(&p->work, "Both addresses get a letter. It is changed once both agreed."),
            .value = s->mail,
            .wrong = s->mail_wrong};
}

static str agreed(struct work *w, bool yes) {
    return yes ? say(w, "Agreed") : say(w, "Not answered yet");
}

static void mail_waits(struct page *p, const struct mail_change *c) {
    struct work *w = &p->work;
    open_form(p, say(w, "Mail address"), STR("/me/mail/withdraw"));
    html(&p->out,
            "<p>{}</p>\n<dl class='facts'>\n<dt>{}</dt><dd>{}</dd>\n<dt>{}</dt><dd>{}</dd>\n"
            "</dl>\n<p class='quiet'>{}</p>\n",
            txt(say(w, "You sign in with {1}. It is to become {2} once both addresses agreed.",
                    txt(p->account.mail), txt(c->mail))),
            txt(p->account.mail), txt(agreed(w, c->old_agreed)), txt(c->mail),
            txt(agreed(w, c->new_agreed)),
            txt(say(w, "If one of them does not answer it ends on {}.",
                    txt(locale_day(w, c->created + MAIL_CHANGE_AGE_MOST)))));
    close_form(p, say(w, "Withdraw the change"));
}

static void mail_address(struct page *p, const struct entry *e) {
    struct work *w = &p->work;
    struct mail_change waiting = {0};
    if (mail_change_one(w, p->account.id, &waiting) && !e->wrong.len) {
        mail_waits(p, &waiting);
        return;
    }
    open_form(p, say(w, "Mail address"), STR("/me/mail"));
    html(&p->out, "<p>{}</p>\n", txt(say(w, "You sign in with {}.", txt(p->account.mail))));
    entry_put(p, e);
    close_form(p, say(w, "Change the mail address"));
}

static void make_passwords(struct work *w, const struct shown *s, struct entry *e) {
    e[0] = (struct entry){.name = STR("old"),
            .type = STR("password"),
            .fill = STR("current-password"),
            .label = say(w, "Password until now"),
            .wrong = s->old_wrong};
    e[1] = (struct entry){.name = STR("password"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "New password"),
            .hint = entry_password_rules(w),
            .wrong = s->new_wrong};
    e[2] = (struct entry){.name = STR("again"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "The new password again"),
            .wrong = s->again_wrong};
}

/* Whoever sits at an open browser must not set the first one: it is set with a link by mail. */
static void no_password(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n<p>{}</p>\n"
            "<p class='acts'><a class='button plain' href='/{}/forgotten'>{}</a></p>\n</div>\n"
            "</fieldset>\n",
            txt(say(w, "Password")),
            txt(say(w, "You have none and sign in with links that are sent to you. If you want one,"
                       " set it with such a link.")),
            txt(p->lang), txt(say(w, "Set a password")));
}

static void passwords(struct page *p, const struct entry *e) {
    struct work *w = &p->work;
    if (!account_has_password(w, p->account.id)) {
        no_password(p);
        return;
    }
    open_form(p, say(w, "Password"), STR("/me/password"));
    for (size_t i = 0; i < PASSWORDS; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "Your other browsers are signed out by it; this one stays.")));
    close_form(p, say(w, "Change the password"));
}

/* A cluster by its number, an organisation as "organisation-7". */
static void option(struct page *p, int64_t cluster, int64_t organisation, str name) {
    html(&p->out, "<option value='{}{}'", txt(cluster ? (str){0} : STR("organisation-")),
            num(cluster ? cluster : organisation));
    if (cluster ? cluster == p->session.cluster : organisation == p->session.organisation) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(name));
}

static void options(struct page *p, const struct roles *own, const struct clusters *all) {
    for (size_t i = 0; i < all->count; i++) {
        option(p, all->at[i].id, 0, all->at[i].name);
    }
    for (size_t i = 0; i < own->count; i++) {
        const struct role *r = &own->at[i];
        if (r->kind == ROLE_MANAGER && all->count == 0) {
            option(p, r->cluster, 0, r->cluster_name);
        } else if (r->organisation) {
            option(p, 0, r->organisation, r->organisation_name);
        }
    }
}

static void cluster_choice(struct page *p, const struct roles *own, const struct clusters *all) {
    struct work *w = &p->work;
    open_form(p, say(w, "Your work"), STR("/me/cluster"));
    html(&p->out,
            "<div class='field short-field'><label for='cluster'>{}</label>"
            "<p class='hint' id='cluster-hint'>{}</p>"
            "<select id='cluster' name='cluster' aria-describedby='cluster-hint'>\n",
            txt(say(w, "The cluster or organisation you work for now")),
            txt(say(w, "Its desk, its members and its partners are what you see then.")));
    options(p, own, all);
    html(&p->out, "</select></div>\n");
    close_form(p, say(w, "Work for this one"));
}

static void languages(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n<p>{}</p>\n"
            "<p class='acts'><a class='button plain' href='/{}/me/languages'>{}</a></p>\n"
            "</div>\n</fieldset>\n",
            txt(say(w, "Languages you speak")),
            txt(say(w, "How well you speak them, your time zone, and whether you may be"
                       " introduced to others.")),
            txt(p->lang), txt(say(w, "Languages and time zone")));
}

static void signing_in(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n<p>{}</p>\n"
            "<p class='acts'><a class='button plain' href='/{}/me/security'>{}</a></p>\n"
            "</div>\n</fieldset>\n",
            txt(say(w, "Signing in")),
            txt(say(w, "A second step after the password, passkeys, and the browsers you are"
                       " signed in with. Lost a phone? Sign it out there.")),
            txt(p->lang), txt(say(w, "Second step and browsers")));
}

static void hearing(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n<p>{}</p>\n"
            "<p class='acts'><a class='button plain' href='/{}/me/digest'>{}</a></p>\n"
            "</div>\n</fieldset>\n",
            txt(say(w, "What waits for you")),
            txt(say(w, "A letter tells you once a week, or as you like; your feed reader and your"
                       " calendar can show it too.")),
            txt(p->lang), txt(say(w, "Letters, feed and calendar")));
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[ENTRIES];
    struct roles own = role_list(w, p->account.id);
    struct clusters all = p->scope.reach == 2 ? cluster_list(w) : (struct clusters){0};
    struct identity_part others = identity_part_read(p);
    e[0] = name_entry(p, s);
    e[1] = mail_entry(p, s);
    make_passwords(w, s, e + 2);

    page_open_with(p, say(w, "Your account"));
    html(&p->out, "<div class='head'><div><h1>{}</h1></div></div>\n", txt(say(w, "Your account")));
    entry_errors(p, (struct entries){e, ENTRIES});
    person(p, &e[0]);
    languages(p);
    if (p->scope.count + p->scope.organisation_count > 1 || all.count > 1) {
        cluster_choice(p, &own, &all);
    }
    mail_address(p, &e[1]);
    passwords(p, e + 2);
    identity_part_put(p, &others);
    signing_in(p);
    hearing(p);
    page_close(p);
}

void me_page(struct page *p) {
    show(p, &(struct shown){.name = p->account.name});
}

void me_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {.name = page_form(p, STR("name"))};
    enum tongue t = entry_tongue_of(p, p->account.tongue);
    db_begin(w);
    enum account_flaw flaw = account_set_name(w, p->account.id, s.name);
    if (flaw != ACCOUNT_FINE) {
        db_forget(w);
        p->status = 422;
        p->account.tongue = t;
        s.name_wrong = entry_account_wrong(w, flaw);
        show(p, &s);
        return;
    }
    account_set_tongue(w, p->account.id, t);
    if (page_saved(p)) {
        p->lang = tongue_code(t); /* the page goes on in the language they chose */
        page_redirect(p, STR("/me?done=saved"));
    }
}

/* Asked like a sign-in, so that whoever sits at an open browser cannot guess faster. */
static str old_wrong(struct page *p) {
    struct work *w = &p->work;
    struct sign_in try = {.mail = p->account.mail,
            .password = page_form(p, STR("old")),
            .address = p->request->address};
    switch (sign_in_try(w, &p->house->gate, &try)) {
    case SIGN_IN_RIGHT: break;
    case SIGN_IN_WRONG: return say(w, "This is not your password until now.");
    case SIGN_IN_WAIT:
        return say_many(w, "Too many attempts. Wait one second, then try again.",
                "Too many attempts. Wait {} seconds, then try again.", try.wait > 1 ? try.wait : 1);
    }
    return (str){0};
}

static bool check(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    str password = page_form(p, STR("password"));
    s->new_wrong = entry_password_wrong(w, password_check(password, p->account.mail));
    if (!str_eq(password, page_form(p, STR("again")))) {
        s->again_wrong = say(w, "The two passwords differ. Type the same one twice.");
    }
    if (p->session.given && str_eq(password, page_form(p, STR("old")))) {
        s->new_wrong = say(w, "Somebody else has seen this one. Choose another.");
    }
    if (!s->new_wrong.len && !s->again_wrong.len) {
        s->old_wrong = old_wrong(p);
    }
    return !s->new_wrong.len && !s->again_wrong.len && !s->old_wrong.len;
}

/* All sessions end with the old password, and a letter says so; this browser gets a new one and
 * stays where it was. */
static void change(struct page *p, str hash) {
    struct work *w = &p->work;
    db_begin(w);
    account_set_password(w, p->account.id, hash);
    account_letter_password(p, &p->account);
    str token = sign_in_session(p, p->account.id);
    if (p->session.cluster) {
        (void)session_set_cluster(w, token, p->session.cluster);
    } else if (p->session.organisation) {
        (void)session_set_organisation(w, token, p->session.organisation);
    }
    if (page_saved(p)) {
        sign_in_enter(p, token);
        page_redirect(p, STR("/me?done=saved"));
    }
}

void me_password_post(struct page *p) {
    struct shown s = {.name = p->account.name};
    str hash = {0};
    if (!check(p, &s)) {
        p->status = 422;
        show(p, &s);
    } else if (!password_hash(&p->work, &p->house->gate, page_form(p, STR("password")), &hash)) {
        p->status = 503;
        s.new_wrong = say(&p->work, "Many people sign in just now. Try again in a few seconds.");
        show(p, &s);
    } else {
        change(p, hash);
    }
}

static str mail_wrong(struct work *w, enum mail_change_flaw flaw) {
    switch (flaw) {
    case MAIL_CHANGE_FINE: break;
    case MAIL_CHANGE_WITHOUT_MAIL: return entry_account_wrong(w, ACCOUNT_WITHOUT_MAIL);
    case MAIL_CHANGE_SAME: return say(w, "This is your mail address already.");
    case MAIL_CHANGE_TOO_SOON:
        return say(w, "You asked for changes a moment ago. Wait a minute, then try again.");
    }
    return (str){0};
}

void me_mail_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {.name = p->account.name, .mail = page_form(p, STR("mail"))};
    struct mail_change c = {.account = p->account.id, .mail = s.mail};
    db_begin(w);
    enum mail_change_flaw flaw = mail_change_ask(w, &c, p->request->address);
    if (flaw != MAIL_CHANGE_FINE) {
        db_forget(w);
        p->status = 422;
        s.mail_wrong = mail_wrong(w, flaw);
        show(p, &s);
        return;
    }
    account_letter_mail(p, &p->account, &c);
    if (page_saved(p)) {
        page_redirect(p, STR("/me?done=mail-asked"));
    }
}

void me_mail_withdraw_post(struct page *p) {
    db_begin(&p->work);
    mail_change_end(&p->work, p->account.id);
    if (page_saved(p)) {
        page_redirect(p, STR("/me?done=mail-stays"));
    }
}

/* Where it is theirs, the session works for it from now on. */
static bool choose(struct page *p, str chosen) {
    str organisation = STR("organisation-");
    bool own = str_starts(chosen, organisation);
    str token = cookie_get(p->request, STR("session"));
    int64_t id = 0;
    if (!str_num(own ? str_skip(chosen, organisation.len) : chosen, &id)) {
        return false;
    }
    bool done = own ? session_set_organisation(&p->work, token, id)
                    : session_set_cluster(&p->work, token, id);
    if (done) {
        p->session.cluster = own ? 0 : id;
        p->session.organisation = own ? id : 0;
    }
    return done;
}

void me_cluster_post(struct page *p) {
    db_begin(&p->work);
    bool chosen = choose(p, page_form(p, STR("cluster")));
    if (!page_saved(p)) {
        return;
    }
    if (chosen) {
        page_redirect(p, home_path(p));
    } else {
        page_not_found(p);
    }
}

void me_sessions_post(struct page *p) {
    db_begin(&p->work);
    session_end_all(&p->work, p->account.id);
    if (page_saved(p)) {
        cookie_set(p->work.mem, p->response, p->request,
                &(struct cookie){STR("session"), STR(""), -1});
        page_redirect(p, STR("/sign-in"));
    }
}
