#include "web/second_page.h"

#include "account/event.h"
#include "account/half_session.h"
#include "account/second.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/passkey_form.h"
#include "web/security_letter.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

enum { WARNED_EVERY = 24 * 3600 };

static str token_of(const struct page *p) {
    return cookie_get(p->request, STR("half"));
}

static void set_cookie(struct page *p, str token) {
    cookie_set(p->work.mem, p->response, p->request,
            &(struct cookie){STR("half"), token, token.len ? HALF_SESSION_AGE_MOST : -1});
}

void second_page_begin(struct page *p, int64_t account, str next) {
    struct buf path = {.mem = p->work.mem};
    str token = half_session_start(&p->work, account);
    html(&path, "/sign-in/second?next={}", url(next));
    if (page_saved(p)) {
        set_cookie(p, token);
        page_redirect(p, buf_str(&path));
    }
}

/* Of a challenge: for this half session only. */
static str purpose(struct work *w, const struct half_session *h) {
    struct buf b = {.mem = w->mem};
    buf_add(&b, STR("second "));
    buf_add(&b, h->key);
    return buf_str(&b);
}

static void code_form(struct page *p, const struct second *s, str next, str wrong) {
    struct work *w = &p->work;
    html(&p->out, "<form method='post' action='/{}/sign-in/second'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='next' value='{}'>\n", txt(next));
    entry_put(p, &(struct entry){.name = STR("code"),
                         .type = STR("text"),
                         .fill = STR("one-time-code"),
                         .label = say(w, "Code"),
                         .hint = s->totp ? say(w, "The six digits that your app shows now, or one"
                                                  " of your recovery codes.")
                                         : say(w, "One of your recovery codes."),
                         .wrong = wrong});
    html(&p->out, "<button class='button'>{}</button>\n</form>\n", txt(say(w, "Sign in")));
}

static void show(struct page *p, const struct half_session *h, str code_wrong, str passkey_fault) {
    struct work *w = &p->work;
    str next = request_reads(p->request) ? page_query(p, STR("next")) : page_form(p, STR("next"));
    struct second s = second_of(w, h->account);
    page_open_with(p, say(w, "The second step"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "The second step")),
            txt(say(w, "The first one was right. Now show that you have what only you have.")));
    if (passkey_fault.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(passkey_fault));
    }
    if (s.passkeys) {
        passkey_form(p, &(struct passkey_form){.action = STR("/sign-in/second/passkey"),
                                .purpose = purpose(w, h),
                                .next = next,
                                .account = h->account,
                                .button = say(w, "Use a passkey")});
    }
    if (s.totp || s.codes) {
        code_form(p, &s, next, code_wrong);
    }
    html(&p->out, "<p class='quiet'>{} <a href='/{}/sign-in'>{}</a></p>\n</div>\n",
            txt(say(w, "You have lost all of it? An administrator of this platform can remove the"
                       " second step of your account.")),
            txt(p->lang), txt(say(w, "Begin again")));
    page_close(p);
}

/* Whoever took too long, or came without the first step, begins with that. */
static bool find(struct page *p, struct half_session *h) {
    bool there = half_session_find(&p->work, token_of(p), h);
    if (!there) {
        page_redirect(p, STR("/sign-in"));
    }
    return there;
}

void second_page(struct page *p) {
    struct half_session h = {0};
    if (find(p, &h)) {
        show(p, &h, (str){0}, (str){0});
    }
}

static void finish(struct page *p, const struct half_session *h, str next) {
    half_session_end(&p->work, token_of(p));
    set_cookie(p, STR(""));
    sign_in_whole(p, h->account, next);
}

/* Whoever used a recovery code sees next how many are left. */
static void enter(struct page *p, const struct half_session *h, bool recovery) {
    struct account a = {0};
    page_means(p, recovery ? STR("recovery code") : STR("code"));
    db_begin(&p->work);
    if (recovery && account_one(&p->work, h->account, &a)) {
        p->work.actor = a.id;
        event_add(&p->work, a.id, EVENT_CODE_USED);
        security_letter(p, &a, EVENT_CODE_USED);
    }
    finish(p, h, recovery ? STR("/me/security") : page_form(p, STR("next")));
}

/* The password is known to somebody who has nothing else: its owner should hear of it, once a day. */
static void warn(struct page *p, int64_t account) {
    struct work *w = &p->work;
    struct account a = {0};
    bool warned = event_since(w, account, EVENT_SECOND_MISSED, w->now - WARNED_EVERY);
    if (!warned && account_one(w, account, &a)) {
        event_add(w, account, EVENT_SECOND_MISSED);
        security_letter(p, &a, EVENT_SECOND_MISSED);
    }
}

static void miss(struct page *p, const struct half_session *h) {
    struct work *w = &p->work;
    page_means(p, STR("code"));
    page_note(p, STR("sign-in refused"), h->account);
    db_begin(w);
    bool more = half_session_miss(w, token_of(p));
    if (!more) {
        warn(p, h->account);
    }
    if (!page_saved(p)) {
        return;
    }
    p->status = 422;
    if (more) {
        show(p, h,
                say(w, "This code is not right, or was used already. Wait for the next one if it"
                       " came from the app."),
                (str){0});
        return;
    }
    set_cookie(p, STR(""));
    sign_in_show(p, &(struct sign_in_shown){.next = page_form(p, STR("next")),
                            .wrong = say(w, "Too many wrong codes. Begin again with the first"
                                            " step.")});
}

void second_page_post(struct page *p) {
    struct half_session h = {0};
    if (!find(p, &h)) {
        return;
    }
    struct second_try try = {.account = h.account,
            .code = page_form(p, STR("code")),
            .address = p->request->address};
    enum second_result result = second_try(&p->work, &p->house->seal, &try);
    if (!work_ok(&p->work)) {
        page_error(p, 500); /* before a transaction forgets it */
        return;
    }
    switch (result) {
    case SECOND_RIGHT: enter(p, &h, try.recovery); break;
    case SECOND_WRONG: miss(p, &h); break;
    case SECOND_WAIT:
        page_means(p, STR("code"));
        page_note(p, STR("sign-in held off"), h.account);
        show(p, &h, sign_in_wait(p, try.wait > 1 ? try.wait : 1), (str){0});
        break;
    }
}

void second_page_passkey_post(struct page *p) {
    struct half_session h = {0};
    if (!find(p, &h)) {
        return;
    }
    struct passkey_asked asked = {.purpose = purpose(&p->work, &h), .account = h.account};
    page_means(p, STR("passkey"));
    db_begin(&p->work);
    if (passkey_take(p, &asked)) {
        finish(p, &h, page_form(p, STR("next")));
    } else if (page_saved(p)) {
        page_note(p, STR("sign-in refused"), h.account);
        p->status = 422;
        show(p, &h, (str){0}, passkey_wrong(&p->work));
    }
}
