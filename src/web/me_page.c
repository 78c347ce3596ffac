#include "web/me_page.h"

#include "account/role.h"
#include "account/sign_in.h"
#include "db/db.h"
#include "directory/cluster.h"
#include "http/cookie.h"
#include "lang/codes.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

enum { PASSWORDS = 3 };

struct shown {
    str name; /* as typed */
    str name_wrong, old_wrong, new_wrong, again_wrong;
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

static void tongue_choice(struct page *p) {
    html(&p->out,
            "<div class='field short-field'><label for='tongue'>{}</label>"
            "<select id='tongue' name='tongue'>\n",
            txt(say(&p->work, "Language")));
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        str code = tongue_code(t);
        html(&p->out, "<option value='{}' lang='{}'", txt(code), txt(code));
        if (t == p->account.tongue) {
            html(&p->out, " selected");
        }
        html(&p->out, ">{}</option>\n", txt(language_name(t, code)));
    }
    html(&p->out, "</select></div>\n");
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
    tongue_choice(p);
    html(&p->out, "<p class='quiet'>{}</p>\n",
            txt(say(w, "You sign in with {}.", txt(p->account.mail))));
    close_form(p, say(w, "Save"));
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

static void passwords(struct page *p, const struct entry *e) {
    struct work *w = &p->work;
    open_form(p, say(w, "Password"), STR("/me/password"));
    for (size_t i = 0; i < PASSWORDS; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='hint'>{}</p>\n",
            txt(say(w, "Your other browsers are signed out by it; this one stays.")));
    close_form(p, say(w, "Change the password"));
}

static void option(struct page *p, int64_t id, str name) {
    html(&p->out, "<option value='{}'", num(id));
    if (id == p->session.cluster) {
        html(&p->out, " selected");
    }
    html(&p->out, ">{}</option>\n", txt(name));
}

static void options(struct page *p, const struct roles *own, const struct clusters *all) {
    for (size_t i = 0; i < all->count; i++) {
        option(p, all->at[i].id, all->at[i].name);
    }
    for (size_t i = 0; i < own->count && all->count == 0; i++) {
        if (own->at[i].kind == ROLE_MANAGER) {
            option(p, own->at[i].cluster, own->at[i].cluster_name);
        }
    }
}

static void cluster_choice(struct page *p, const struct roles *own, const struct clusters *all) {
    struct work *w = &p->work;
    open_form(p, say(w, "Cluster"), STR("/me/cluster"));
    html(&p->out,
            "<div class='field short-field'><label for='cluster'>{}</label>"
            "<p class='hint' id='cluster-hint'>{}</p>"
            "<select id='cluster' name='cluster' aria-describedby='cluster-hint'>\n",
            txt(say(w, "The cluster you work for now")),
            txt(say(w, "Its desk, its members and its partners are what you see then.")));
    options(p, own, all);
    html(&p->out, "</select></div>\n");
    close_form(p, say(w, "Work for this cluster"));
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

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[1 + PASSWORDS];
    struct roles own = role_list(w, p->account.id);
    struct clusters all = p->scope.reach == 2 ? cluster_list(w) : (struct clusters){0};
    e[0] = name_entry(p, s);
    make_passwords(w, s, e + 1);

    page_open_with(p, say(w, "Your account"));
    html(&p->out, "<div class='head'><div><h1>{}</h1></div></div>\n", txt(say(w, "Your account")));
    entry_errors(p, (struct entries){e, 1 + PASSWORDS});
    person(p, &e[0]);
    if (p->scope.count > 1 || all.count > 1) {
        cluster_choice(p, &own, &all);
    }
    passwords(p, e + 1);
    signing_in(p);
    page_close(p);
}

void me_page(struct page *p) {
    show(p, &(struct shown){.name = p->account.name});
}

void me_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {.name = page_form(p, STR("name"))};
    enum tongue t = p->account.tongue;
    (void)tongue_of(page_form(p, STR("tongue")), &t);
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
    if (!s->new_wrong.len && !s->again_wrong.len) {
        s->old_wrong = old_wrong(p);
    }
    return !s->new_wrong.len && !s->again_wrong.len && !s->old_wrong.len;
}

/* All sessions end with the old password; this browser gets a new one and stays where it was. */
static void change(struct page *p, str hash) {
    struct work *w = &p->work;
    db_begin(w);
    account_set_password(w, p->account.id, hash);
    str token = sign_in_session(p, p->account.id);
    if (p->session.cluster) {
        (void)session_set_cluster(w, token, p->session.cluster);
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

void me_cluster_post(struct page *p) {
    int64_t cluster = 0;
    bool named = str_num(page_form(p, STR("cluster")), &cluster);
    db_begin(&p->work);
    bool chosen =
            named && session_set_cluster(&p->work, cookie_get(p->request, STR("session")), cluster);
    if (!page_saved(p)) {
        return;
    }
    if (chosen) {
        page_redirect(p, STR("/today"));
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
