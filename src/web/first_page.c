#include "web/first_page.h"

#include "account/link.h"
#include "account/role.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/home_page.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

struct shown {
    struct account account;
    str name_wrong, mail_wrong, password_wrong, again_wrong;
    str busy;
};

enum { ENTRIES = 4 };

static void make_entries(struct work *w, const struct shown *s, struct entry *e) {
    e[0] = (struct entry){.name = STR("name"),
            .type = STR("text"),
            .fill = STR("name"),
            .label = say(w, "Your name"),
            .value = s->account.name,
            .wrong = s->name_wrong};
    e[1] = (struct entry){.name = STR("mail"),
            .type = STR("email"),
            .fill = STR("username"),
            .label = say(w, "Mail address"),
            .hint = say(w, "You sign in with it."),
            .value = s->account.mail,
            .wrong = s->mail_wrong};
    e[2] = (struct entry){.name = STR("password"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "Password"),
            .hint = entry_password_rules(w),
            .wrong = s->password_wrong};
    e[3] = (struct entry){.name = STR("again"),
            .type = STR("password"),
            .fill = STR("new-password"),
            .label = say(w, "The same password again"),
            .wrong = s->again_wrong};
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[ENTRIES];
    make_entries(w, s, e);
    page_open_with(p, say(w, "Begin here"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Begin here")),
            txt(say(w, "You are the first. This makes your account, and you administrate this"
                       " platform with it.")));
    if (s->busy.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->busy));
    }
    entry_errors(p, (struct entries){e, ENTRIES});
    html(&p->out, "<form method='post' action='/{}/first/{}'>\n", txt(p->lang), url(p->word));
    page_form_key(p);
    for (size_t i = 0; i < ENTRIES; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<button class='button'>{}</button>\n</form>\n</div>\n",
            txt(say(w, "Make the account")));
    page_close(p);
}

static void gone(struct page *p) {
    struct work *w = &p->work;
    p->status = 404;
    page_open_with(p, say(w, "This address is good no more"));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<a class='button' href='/{}/sign-in'>{}</a>\n</div>\n",
            txt(say(w, "This address is good no more")),
            txt(say(w, "It was used already, or is older than a day. While nobody administrates"
                       " this platform, each start of the program prints a new one.")),
            txt(p->lang), txt(say(w, "Sign in")));
    page_close(p);
}

static bool is_open(struct page *p) {
    struct link l = {0};
    return link_open(&p->work, p->word, LINK_FIRST, &l);
}

void first_page(struct page *p) {
    if (!is_open(p)) {
        gone(p);
        return;
    }
    show(p, &(struct shown){0});
}

/* As if it were stored, so that everything wrong is said at once, before a hash is made. */
static bool check(struct page *p, struct shown *s) {
    struct work *w = &p->work;
    str password = page_form(p, STR("password"));
    s->account = (struct account){.name = page_form(p, STR("name")),
            .mail = page_form(p, STR("mail")),
            .tongue = w->tongue};
    db_begin(w);
    struct account tried = s->account;
    enum account_flaw flaw = account_add(w, &tried, STR(""));
    db_forget(w);
    str wrong = entry_account_wrong(w, flaw);
    s->name_wrong = flaw == ACCOUNT_WITHOUT_NAME ? wrong : (str){0};
    s->mail_wrong = flaw == ACCOUNT_WITHOUT_NAME ? (str){0} : wrong;
    s->password_wrong = entry_password_wrong(
            w, password_check(password, account_mail(w->mem, s->account.mail)));
    if (!str_eq(password, page_form(p, STR("again")))) {
        s->again_wrong = say(w, "The two passwords differ. Type the same one twice.");
    }
    return flaw == ACCOUNT_FINE && !s->password_wrong.len && !s->again_wrong.len;
}

static void make(struct page *p, struct shown *s, str hash) {
    struct work *w = &p->work;
    struct link l = {0};
    db_begin(w);
    if (!link_take(w, p->word, LINK_FIRST, &l) ||
            account_add(w, &s->account, hash) != ACCOUNT_FINE) {
        db_forget(w);
        gone(p);
        return;
    }
    role_add(w, &(struct role){.account = s->account.id, .kind = ROLE_ADMIN});
    str token = sign_in_session(p, s->account.id);
    if (page_saved(p)) {
        page_means(p, STR("first link"));
        page_note(p, STR("signed in"), s->account.id);
        sign_in_enter(p, token);
        page_redirect(p, home_path(p));
    }
}

void first_post(struct page *p) {
    struct shown s = {0};
    str hash = {0};
    if (!is_open(p)) {
        gone(p);
    } else if (!check(p, &s)) {
        p->status = 422;
        show(p, &s);
    } else if (!password_hash(&p->work, &p->house->gate, page_form(p, STR("password")), &hash)) {
        p->status = 503;
        s.busy = say(&p->work, "Many people sign in just now. Try again in a few seconds.");
        show(p, &s);
    } else {
        make(p, &s, hash);
    }
}
