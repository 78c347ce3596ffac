#include "web/asked_page.h"

#include "account/asked.h"
#include "db/db.h"
#include "http/request.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/link_page.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

static str mail_wrong(struct page *p, str mail) {
    bool fits = account_mail_fits(account_mail(p->work.mem, mail));
    return fits ? (str){0} : entry_account_wrong(&p->work, ACCOUNT_WITHOUT_MAIL);
}

/* Seconds to wait; 0: it was noted. A fault shows afterwards. */
static int64_t note(struct page *p, enum link_purpose purpose, str mail) {
    struct work *w = &p->work;
    struct asked a = {.purpose = purpose,
            .mail = mail,
            .browser = asked_browser(w->mem, request_header(p->request, STR("User-Agent"))),
            .address = p->house->address};
    db_begin(w);
    int64_t wait = asked_add(w, &a, p->request->address);
    (void)db_end(w);
    return wait;
}

static void sent(struct page *p, str said) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Look into your mail"));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n<p class='quiet'>{}</p>\n"
            "<p class='acts'><a class='button plain' href='/{}/sign-in'>{}</a></p>\n</div>\n",
            txt(say(w, "Look into your mail")), txt(said),
            txt(say(w,
                    "Nothing there after a few minutes? Look among unwanted mail, see whether the"
                    " address is right, and ask again.")),
            txt(p->lang), txt(say(w, "Back to signing in")));
    page_close(p);
}

void asked_link_post(struct page *p) {
    struct work *w = &p->work;
    struct sign_in_shown s = {.mail = page_form(p, STR("mail")), .next = page_form(p, STR("next"))};
    s.mail_wrong = mail_wrong(p, s.mail);
    if (s.mail_wrong.len) {
        p->status = 422;
        sign_in_show(p, &s);
        return;
    }
    int64_t wait = note(p, LINK_SIGN_IN, s.mail);
    if (wait) {
        s.wrong = sign_in_wait(p, wait);
        sign_in_show(p, &s);
        return;
    }
    sent(p, say_many(w,
                    "If there is an account with {2}, a link to sign in with is on its way there."
                    " It can be used once, within one minute.",
                    "If there is an account with {2}, a link to sign in with is on its way there."
                    " It can be used once, within {1} minutes.",
                    ASKED_SIGN_IN_AGE_MOST / 60, txt(str_trim(s.mail))));
}

struct shown {
    str mail;
    str mail_wrong;
    str wrong;
};

static void show_forgotten(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct entry e = {.name = STR("mail"),
            .type = STR("email"),
            .fill = STR("username"),
            .label = say(w, "Mail address"),
            .value = s->mail,
            .wrong = s->mail_wrong};
    page_open_with(p, say(w, "Password forgotten?"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Password forgotten?")),
            txt(say(w, "We send a link to your mail address. With it you choose a new one.")));
    if (s->wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->wrong));
    }
    html(&p->out, "<form method='post' action='/{}/forgotten'>\n", txt(p->lang));
    page_form_key(p);
    entry_put(p, &e);
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button></p>\n</form>\n"
            "<p class='quiet'><a href='/{}/sign-in'>{}</a></p>\n</div>\n",
            txt(say(w, "Send me a link")), txt(p->lang), txt(say(w, "Back to signing in")));
    page_close(p);
}

void asked_forgotten_page(struct page *p) {
    show_forgotten(p, &(struct shown){.mail = p->account.mail});
}

void asked_forgotten_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {.mail = page_form(p, STR("mail"))};
    s.mail_wrong = mail_wrong(p, s.mail);
    if (s.mail_wrong.len) {
        p->status = 422;
        show_forgotten(p, &s);
        return;
    }
    int64_t wait = note(p, LINK_PASSWORD, s.mail);
    if (wait) {
        s.wrong = sign_in_wait(p, wait);
        show_forgotten(p, &s);
        return;
    }
    sent(p, say_many(w,
                    "If there is an account with {2}, a link to choose a new password with is on"
                    " its way there. It can be used once, within one minute.",
                    "If there is an account with {2}, a link to choose a new password with is on"
                    " its way there. It can be used once, within {1} minutes.",
                    ASKED_PASSWORD_AGE_MOST / 60, txt(str_trim(s.mail))));
}
