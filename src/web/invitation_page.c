#include "web/invitation_page.h"

#include "account/invitation.h"
#include "db/db.h"
#include "lang/codes.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/link_page.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

enum { ENTRIES = 3 };

struct shown {
    str name; /* as typed */
    str name_wrong, password_wrong, again_wrong, busy;
};

/* Only whoever reads the mail of that address gets here, so they may learn what is theirs there. */
static bool has_account(struct page *p, const struct invitation *i) {
    struct account a = {0};
    return account_by_mail(&p->work, i->mail, &a);
}

/* Whose account is suspended gets nothing more of it by being invited. */
static bool of_link(struct page *p, const struct link *l, struct invitation *i) {
    struct account a = {0};
    bool there = invitation_of_link(&p->work, l, i);
    i->stands = i->stands && !(account_by_mail(&p->work, i->mail, &a) && a.suspended);
    return there;
}

static bool find(struct page *p, struct invitation *i) {
    struct link l = {0};
    return link_open(&p->work, p->word, LINK_INVITATION, &l) && of_link(p, &l, i);
}

static str title(struct work *w, const struct invitation *i) {
    return i->stands ? say(w, "{} invites you", txt(i->by_name))
                     : say(w, "This invitation has ended");
}

static str purpose(struct work *w, const struct invitation *i) {
    if (!i->stands) {
        return say(w, "It can no longer be accepted. If you still want to take part, ask for a new"
                      " invitation.");
    }
    switch (i->role.kind) {
    case ROLE_ADMIN:
        return say(w, "You are to administrate this platform, on which clusters of different"
                      " countries work together.");
    case ROLE_MANAGER:
        return say(w,
                "You are to work here as a manager of {}: keep what its members need and offer, and"
                " find them partners abroad.",
                txt(i->role.cluster_name));
    case ROLE_MEMBER:
        return say(w,
                "You are to work here for {}: keep its profile, its needs and offers, and see which"
                " partners abroad fit.",
                txt(i->role.organisation_name));
    case ROLE_RESEARCHER:
        return say(w,
                "You are to work here for {}: keep its needs and offers in research, and see which"
                " partners abroad fit.",
                txt(i->role.organisation_name));
    case ROLE_KINDS: break;
    }
    return (str){0};
}

static void fact(struct page *p, str name, str value) {
    html(&p->out, "<dt>{}</dt><dd>{}</dd>\n", txt(name), txt(value));
}

static str responsible(struct work *w, const struct invitation *i) {
    if (!i->by) {
        return (str){0};
    }
    return i->role.cluster ? say(w, "Responsible for it is {1}; write to {2}.",
                                     txt(i->role.cluster_name), txt(i->by_mail))
                           : say(w, "Responsible for it is who runs this platform; write to {}.",
                                     txt(i->by_mail));
}

/* What article 14 of the GDPR asks to be told where data did not come from the person. */
static void notice(struct page *p, const struct invitation *i) {
    struct work *w = &p->work;
    int64_t ends = i->created + INVITATION_AGE_MOST;
    html(&p->out, "<h2>{}</h2>\n<dl class='facts'>\n", txt(say(w, "What is stored about you")));
    fact(p, say(w, "Name of the person"), i->name);
    fact(p, say(w, "Mail address"), i->mail);
    fact(p, say(w, "Language"), language_name(w->tongue, tongue_code(i->tongue)));
    fact(p, say(w, "Entered on"), locale_day(w, i->created));
    if (i->by) {
        fact(p, say(w, "Entered by"), say(w, "{1}, {2}", txt(i->by_name), txt(i->by_mail)));
    }
    html(&p->out, "</dl>\n<p>{}</p>\n<p>{}</p>\n<p>{} {}</p>\n",
            txt(say(w, "It serves to invite you and nothing else. The basis is the legitimate"
                       " interest in working with you (General Data Protection Regulation, article"
                       " 6, paragraph 1, letter f). Only who may invite here sees it.")),
            txt(say(w,
                    "If you do nothing it is deleted on {}. If you accept, it becomes your"
                    " account.",
                    txt(locale_day(w, ends)))),
            txt(say(w,
                    "You may ask for a copy, have it corrected, object to it, and complain to the"
                    " data protection authority of your country.")),
            txt(responsible(w, i)));
}

static void delete_form(struct page *p) {
    struct work *w = &p->work;
    html(&p->out, "<form method='post' action='/{}/invitation/{}/delete'>\n", txt(p->lang),
            url(p->word));
    page_form_key(p);
    html(&p->out, "<p class='acts'><button class='button danger'>{}</button></p>\n</form>\n",
            txt(say(w, "Decline and delete it now")));
}

static void make_entries(struct work *w, const struct shown *s, struct entry *e) {
    e[0] = (struct entry){.name = STR("name"),
            .type = STR("text"),
            .fill = STR("name"),
            .label = say(w, "Your name"),
            .value = s->name,
            .wrong = s->name_wrong};
    e[1] = (struct entry){.name = STR("password"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "Password"),
            .hint = say(w,
                    "At least {} characters, for example four ordinary words in a row. Or leave it"
                    " empty: then you sign in with a link that is sent to you.",
                    num(PASSWORD_CHARACTERS_LEAST)),
            .wrong = s->password_wrong};
    e[2] = (struct entry){.name = STR("again"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "The same password again"),
            .wrong = s->again_wrong};
}

static void accept_form(struct page *p, const struct shown *s, bool known) {
    struct work *w = &p->work;
    struct entry e[ENTRIES];
    make_entries(w, s, e);
    if (s->busy.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->busy));
    }
    entry_errors(p, (struct entries){e, ENTRIES});
    html(&p->out, "<form method='post' action='/{}/invitation/{}'>\n", txt(p->lang), url(p->word));
    page_form_key(p);
    if (known) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "You have an account here already. It may do this too once you"
                           " accept.")));
    }
    for (size_t i = 0; i < ENTRIES && !known; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='acts'><button class='button'>{}</button></p>\n</form>\n",
            txt(say(w, "Accept the invitation")));
}

static void show(struct page *p, const struct invitation *i, const struct shown *s) {
    struct work *w = &p->work;
    bool known = has_account(p, i);
    page_open_with(p, title(w, i));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n", txt(title(w, i)),
            txt(purpose(w, i)));
    if (i->stands) {
        accept_form(p, s, known);
    }
    notice(p, i);
    delete_form(p);
    html(&p->out, "</div>\n");
    page_close(p);
}

void invitation_page(struct page *p) {
    struct invitation i = {0};
    if (find(p, &i)) {
        show(p, &i, &(struct shown){.name = i.name});
    } else {
        link_page_gone(p);
    }
}

static bool check(struct page *p, const struct invitation *i, struct shown *s) {
    struct work *w = &p->work;
    str password = page_form(p, STR("password"));
    str again = page_form(p, STR("again"));
    s->name_wrong = entry_account_wrong(w, account_check(str_trim(s->name), i->mail));
    if (password.len) {
        s->password_wrong = entry_password_wrong(w, password_check(password, i->mail));
    }
    if (!str_eq(password, again)) {
        s->again_wrong = say(w, "The two passwords differ. Type the same one twice.");
    }
    return !s->name_wrong.len && !s->password_wrong.len && !s->again_wrong.len;
}

static void accept(struct page *p, str name, str hash) {
    struct work *w = &p->work;
    struct link l = {0};
    struct invitation i = {0};
    db_begin(w);
    bool stands = link_take(w, p->word, LINK_INVITATION, &l) && of_link(p, &l, &i) && i.stands;
    struct account a = {.name = name, .tongue = w->tongue};
    if (!stands || invitation_accept(w, &i, hash, &a) != ACCOUNT_FINE) {
        db_forget(w);
        link_page_gone(p);
        return;
    }
    page_means(p, STR("invitation"));
    sign_in_finish(p, a.id, STR(""));
}

static void accept_new(struct page *p, const struct invitation *i) {
    struct work *w = &p->work;
    struct shown s = {.name = page_form(p, STR("name"))};
    str password = page_form(p, STR("password"));
    str hash = STR("");
    if (!check(p, i, &s)) {
        p->status = 422;
        show(p, i, &s);
    } else if (password.len && !password_hash(w, &p->house->gate, password, &hash)) {
        p->status = 503;
        s.busy = say(w, "Many people sign in just now. Try again in a few seconds.");
        show(p, i, &s);
    } else {
        accept(p, s.name, hash);
    }
}

void invitation_post(struct page *p) {
    struct invitation i = {0};
    if (!find(p, &i) || !i.stands) {
        link_page_gone(p);
    } else if (has_account(p, &i)) {
        accept(p, STR(""), STR(""));
    } else {
        accept_new(p, &i);
    }
}

/* Also one that no longer stands: whoever is asked may always have it deleted. */
void invitation_delete_post(struct page *p) {
    struct work *w = &p->work;
    struct link l = {0};
    struct invitation i = {0};
    db_begin(w);
    if (!link_take(w, p->word, LINK_INVITATION, &l) || !invitation_of_link(w, &l, &i)) {
        db_forget(w);
        link_page_gone(p);
        return;
    }
    invitation_remove(w, i.id);
    if (page_saved(p)) {
        link_page_say(
                p, &(struct link_page_said){.title = say(w, "Deleted"),
                           .text = say(w, "The invitation and what was stored about you for it"
                                          " are gone."),
                           .path = STR("/"),
                           .button = say(w, "To the first page")});
    }
}
