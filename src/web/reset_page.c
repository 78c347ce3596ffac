#include "web/reset_page.h"

#include "account/asked.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/account_letter.h"
#include "web/entry.h"
#include "web/link_page.h"
#include "wire/html.h"

enum { ENTRIES = 2 };

struct shown {
    str password_wrong, again_wrong, busy;
};

static void show(struct page *p, const struct account *a, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e[ENTRIES] = {{.name = STR("password"),
                                       .type = STR("password"),
                                       .fill = STR("new-password"),
                                       .label = say(w, "New password"),
                                       .hint = entry_password_rules(w),
                                       .wrong = s->password_wrong},
            {.name = STR("again"),
                    .type = STR("password"),
                    .fill = STR("new-password"),
                    .label = say(w, "The new password again"),
                    .wrong = s->again_wrong}};
    page_open_with(p, say(w, "New password"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "New password")),
            txt(say(w, "For the account of {1}, {2}. All its browsers are signed out by it.",
                    txt(a->name), txt(a->mail))));
    if (s->busy.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->busy));
    }
    entry_errors(p, (struct entries){e, ENTRIES});
    html(&p->out, "<form method='post' action='/{}/reset/{}'>\n", txt(p->lang), url(p->word));
    page_form_key(p);
    for (size_t i = 0; i < ENTRIES; i++) {
        entry_put(p, &e[i]);
    }
    html(&p->out, "<p class='acts'><button class='button'>{}</button></p>\n</form>\n</div>\n",
            txt(say(w, "Set the new password")));
    page_close(p);
}

static bool find(struct page *p, struct account *a) {
    struct link l = {0};
    return link_open(&p->work, p->word, LINK_PASSWORD, &l) && account_one(&p->work, l.account, a) &&
           !a->suspended;
}

void reset_page(struct page *p) {
    struct account a = {0};
    if (find(p, &a)) {
        show(p, &a, &(struct shown){0});
    } else {
        link_page_gone(p);
    }
}

static bool check(struct page *p, const struct account *a, struct shown *s) {
    struct work *w = &p->work;
    str password = page_form(p, STR("password"));
    s->password_wrong = entry_password_wrong(w, password_check(password, a->mail));
    if (!str_eq(password, page_form(p, STR("again")))) {
        s->again_wrong = say(w, "The two passwords differ. Type the same one twice.");
    }
    return !s->password_wrong.len && !s->again_wrong.len;
}

/* They sign in with it right away, so that a second factor is asked for as always. */
static void set(struct page *p, const struct account *a, str hash) {
    struct work *w = &p->work;
    struct link l = {0};
    db_begin(w);
    if (!link_take(w, p->word, LINK_PASSWORD, &l)) {
        db_forget(w);
        link_page_gone(p);
        return;
    }
    account_set_password(w, a->id, hash);
    asked_used(w, a->id, l.mail, p->request->address);
    account_letter_password(p, a);
    if (page_saved(p)) {
        page_redirect(p, STR("/sign-in?done=password"));
    }
}

void reset_post(struct page *p) {
    struct account a = {0};
    struct shown s = {0};
    str hash = {0};
    if (!find(p, &a)) {
        link_page_gone(p);
    } else if (!check(p, &a, &s)) {
        p->status = 422;
        show(p, &a, &s);
    } else if (!password_hash(&p->work, &p->house->gate, page_form(p, STR("password")), &hash)) {
        p->status = 503;
        s.busy = say(&p->work, "Many people sign in just now. Try again in a few seconds.");
        show(p, &a, &s);
    } else {
        set(p, &a, hash);
    }
}
