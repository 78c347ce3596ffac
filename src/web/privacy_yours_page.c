#include "web/privacy_yours_page.h"

#include "account/attempt.h"
#include "account/link.h"
#include "db/db.h"
#include "lang/say.h"
#include "privacy/erase.h"
#include "privacy/notice.h"
#include "web/entry.h"
#include "web/privacy_view.h"
#include "wire/html.h"

enum { LETTERS_AN_HOUR_MOST = 3 };

static void alone(struct page *p, str title, str said) {
    page_open_with(p, title);
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n", txt(title),
            txt(said));
}

static void gone(struct page *p) {
    struct work *w = &p->work;
    p->status = 404;
    alone(p, say(w, "This address is good no more"),
            say(w, "It was used already, or is too old. Ask for a new one; it comes by mail."));
    html(&p->out, "<a class='button' href='/{}/privacy/yours'>{}</a>\n</div>\n", txt(p->lang),
            txt(say(w, "Ask for a new one")));
    page_close(p);
}

/* The people that the link is about: all with the mail address that it was sent to. */
static bool view(struct page *p, struct privacy_view *v, bool use_up) {
    struct link found = {0};
    *v = (struct privacy_view){.page = p,
            .action = privacy_path(p, STR("/privacy/yours/"), p->word),
            .how = CONSENT_LINK};
    bool good = use_up ? link_take(&p->work, p->word, LINK_PRIVACY, &found)
                       : link_open(&p->work, p->word, LINK_PRIVACY, &found);
    return good && whom_mail(&p->work, found.mail, &v->whom);
}

void privacy_yours_page(struct page *p) {
    struct work *w = &p->work;
    struct privacy_view v;
    if (!view(p, &v, false)) {
        gone(p);
        return;
    }
    page_open_with(p, say(w, "What is stored about you"));
    html(&p->out, "<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "What is stored about you")),
            txt(say(w, "You decide what it is used for and who sees it, and you may take it along"
                       " or have it deleted.")));
    privacy_contacts(&v);
    privacy_ends(&v);
    privacy_consents(&v);
    privacy_seen(&v);
    page_close(p);
}

/* The address stays good for looking until its day: what was chosen may be chosen otherwise. */
void privacy_yours_post(struct page *p) {
    struct privacy_view v;
    db_begin(&p->work);
    bool good = view(p, &v, false);
    bool taken = good && privacy_take(&v);
    if (!page_saved(p)) {
        return;
    }
    if (taken) {
        page_redirect(p, privacy_path(p, v.action, STR("?done=saved")));
    } else {
        gone(p);
    }
}

void privacy_yours_data_post(struct page *p) {
    struct privacy_view v;
    if (view(p, &v, false)) {
        privacy_send(p, &v.whom);
    } else {
        gone(p);
    }
}

void privacy_yours_erase_post(struct page *p) {
    struct privacy_view v;
    db_begin(&p->work);
    bool good = view(p, &v, true);
    if (good) {
        erase_people(&p->work, &v.whom.people);
    }
    if (!page_saved(p)) {
        return;
    }
    if (good) {
        page_redirect(p, STR("/privacy/erased"));
    } else {
        gone(p);
    }
}

void privacy_erased_page(struct page *p) {
    struct work *w = &p->work;
    alone(p, say(w, "It is deleted"),
            say(w, "What was stored about you is gone. Should an older backup be brought back, it is"
                   " deleted there again."));
    html(&p->out, "<a class='button plain' href='/{}/'>{}</a>\n</div>\n", txt(p->lang),
            txt(say(w, "To the first page")));
    page_close(p);
}

static void show_ask(struct page *p, str mail, str wrong) {
    struct work *w = &p->work;
    struct entry e = {.name = STR("mail"),
            .type = STR("email"),
            .fill = STR("email"),
            .label = say(w, "Mail address"),
            .value = mail,
            .wrong = wrong};
    alone(p, say(w, "What is stored about you"),
            say(w, "If you are named here as a contact person, a letter with a link comes to your"
                   " address. With it you see what is stored, change who sees it, take it along or"
                   " have it deleted."));
    entry_errors(p, (struct entries){&e, 1});
    html(&p->out, "<form method='post' action='/{}/privacy/yours'>\n", txt(p->lang));
    page_form_key(p);
    entry_put(p, &e);
    html(&p->out, "<button class='button'>{}</button>\n</form>\n</div>\n",
            txt(say(w, "Send me the link")));
    page_close(p);
}

void privacy_ask_page(struct page *p) {
    show_ask(p, (str){0}, (str){0});
}

/* Counted apart from sign-ins, so that nobody slows those down. */
static int64_t wait_for(struct page *p, str mail) {
    struct buf subject = {.mem = p->work.mem};
    buf_add(&subject, STR("privacy "));
    buf_add(&subject, account_mail(p->work.mem, mail));
    struct attempt a = attempt_of(p->work.mem, buf_str(&subject), p->request->address);
    db_begin(&p->work);
    int64_t wait = attempt_start(&p->work, &a);
    return db_end(&p->work) ? wait : 1;
}

/* Nobody's letter box is to be filled from here. */
static bool was_sent_lately(struct page *p, const struct person *one) {
    return db_number(&p->work,
                   "SELECT COUNT(*) FROM link WHERE purpose = 'privacy' AND object = ?"
                   " AND created > ?",
                   num(one->id), num(p->work.now - 3600)) >= LETTERS_AN_HOUR_MOST;
}

/* As much is stored where nobody is known: the answer takes as long. */
static void send_link(struct page *p, str mail) {
    struct notice n = {&p->house->seal, p->house->address};
    struct whom whom;
    if (whom_mail(&p->work, mail, &whom) && !was_sent_lately(p, &whom.people.at[0])) {
        notice_link(&p->work, &n, &whom.people.at[0]);
    } else {
        (void)link_make(&p->work,
                &(struct link){.purpose = LINK_PRIVACY, .object = -1, .expires = p->work.now});
        link_end(&p->work, LINK_PRIVACY, -1);
    }
}

void privacy_ask_post(struct page *p) {
    struct work *w = &p->work;
    str mail = str_trim(page_form(p, STR("mail")));
    if (!str_has(mail, STR("@")) || mail.len > ACCOUNT_MAIL_MOST) {
        p->status = 422;
        show_ask(p, mail, say(w, "This is no e-mail address. Write it like name@example.org."));
        return;
    }
    int64_t wait = wait_for(p, mail);
    if (wait > 0) {
        p->status = 429;
        show_ask(p, mail,
                say_many(w, "Too many attempts. Wait one second, then try again.",
                        "Too many attempts. Wait {} seconds, then try again.", wait));
        return;
    }
    db_begin(w);
    send_link(p, mail);
    if (page_saved(p)) {
        alone(p, say(w, "Look into your mail"),
                say(w,
                        "If something is stored about you as a contact person, a letter with a link"
                        " is on its way to {}. The link is good for a day.",
                        txt(mail)));
        html(&p->out, "</div>\n");
        page_close(p);
    }
}
