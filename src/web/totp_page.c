#include "web/totp_page.h"

#include "account/recovery.h"
#include "account/second.h"
#include "account/totp.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/recovery_page.h"
#include "web/security_letter.h"
#include "wire/html.h"
#include "wire/qr.h"

/* Until its first code came the secret is kept nowhere but in the form, sealed for this account. */
static str close_secret(struct page *p, const struct totp *t) {
    struct buf b = {.mem = p->work.mem};
    buf_num(&b, p->account.id);
    buf_add(&b, STR(" "));
    buf_add(&b, totp_text(p->work.mem, t));
    return seal_close(p->work.mem, &p->house->seal, buf_str(&b));
}

static bool open_secret(struct page *p, str closed, struct totp *t) {
    str plain = {0};
    str owner = {0};
    int64_t account = 0;
    return seal_open(p->work.mem, &p->house->seal, closed, &plain) &&
           str_cut(&plain, ' ', &owner) && str_num(owner, &account) && account == p->account.id &&
           totp_read(plain, t);
}

/* In groups of four, as people read them off. */
static str spaced(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < text.len; i += 4) {
        buf_add(&out, i ? STR(" ") : (str){0});
        buf_add(&out, str_cap(str_skip(text, i), 4));
    }
    return buf_str(&out);
}

static void steps(struct page *p, const struct totp *t) {
    struct work *w = &p->work;
    html(&p->out, "<p class='answer'>{}</p>\n",
            txt(say(w, "Open an app for such codes on your telephone, for example Aegis, FreeOTP or"
                       " the one for your passwords, and let it read this picture.")));
    qr_put(&p->out, totp_address(w->mem, t, p->account.mail),
            say(w, "A QR code with the secret that is written below it"));
    html(&p->out, "<p>{}</p>\n<p><code class='secret'>{}</code></p>\n",
            txt(say(w, "Or type this into the app:")), txt(spaced(w->mem, totp_text(w->mem, t))));
}

static void show(struct page *p, const struct totp *t, str wrong) {
    struct work *w = &p->work;
    struct entry code = {.name = STR("code"),
            .type = STR("text"),
            .fill = STR("one-time-code"),
            .label = say(w, "The six digits it shows now"),
            .wrong = wrong};
    page_open_with(p, say(w, "Codes from an app"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n", txt(say(w, "Codes from an app")));
    entry_errors(p, (struct entries){&code, 1});
    steps(p, t);
    html(&p->out, "<form method='post' action='/{}/me/security/totp'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='secret' value='{}'>\n", txt(close_secret(p, t)));
    entry_put(p, &code);
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button>\n"
            "<a class='button plain' href='/{}/me/security'>{}</a></p>\n</form>\n</div>\n",
            txt(say(w, "Switch it on")), txt(p->lang), txt(say(w, "Not now")));
    page_close(p);
}

void totp_page(struct page *p) {
    struct totp t = {0};
    totp_new(&t);
    show(p, &t, (str){0});
}

static str without_blanks(struct arena *mem, str typed) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < typed.len; i++) {
        buf_add(&out, typed.at[i] == ' ' ? (str){0} : (str){typed.at + i, 1});
    }
    return buf_str(&out);
}

void totp_page_post(struct page *p) {
    struct work *w = &p->work;
    struct totp t = {0};
    if (!open_secret(p, page_form(p, STR("secret")), &t)) {
        totp_page(p); /* sealed with another key, or for somebody else: begins anew */
        return;
    }
    str code = without_blanks(w->mem, page_form(p, STR("code")));
    if (!totp_step(w, &t, 0, code)) {
        p->status = 422;
        show(p, &t,
                say(w, "These are not the digits of now. Is the clock of your telephone right?"
                       " Type the next ones."));
        return;
    }
    db_begin(w);
    totp_set(w, &p->house->seal, p->account.id, &t);
    (void)totp_take(w, &p->house->seal, p->account.id, code);
    security_note(p, EVENT_TOTP_ON);
    recovery_page_finish(p);
}

/* With the last of it the recovery codes have nothing left to stand in for. */
void totp_page_remove_post(struct page *p) {
    struct work *w = &p->work;
    db_begin(w);
    if (totp_on(w, p->account.id)) {
        totp_remove(w, p->account.id);
        security_note(p, EVENT_TOTP_OFF);
    }
    struct second left = second_of(w, p->account.id);
    if (!second_is_on(&left)) {
        recovery_remove(w, p->account.id);
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/me/security?done=saved"));
    }
}
