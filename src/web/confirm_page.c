#include "web/confirm_page.h"

#include "account/second.h"
#include "account/sign_in.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/say.h"
#include "web/entry.h"
#include "web/passkey_form.h"
#include "web/route.h"
#include "web/sign_in_page.h"
#include "wire/html.h"

struct shown {
    str next;
    str password_wrong, code_wrong, passkey_fault;
};

/* For this session only. */
static str purpose(struct page *p) {
    struct buf b = {.mem = p->work.mem};
    buf_add(&b, STR("confirm "));
    buf_add(&b, p->session.form_key);
    return buf_str(&b);
}

static void form(struct page *p, str action, str next, const struct entry *e) {
    html(&p->out, "<form method='post' action='/{}/me/confirm/{}'>\n", txt(p->lang), txt(action));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='next' value='{}'>\n", txt(next));
    entry_put(p, e);
    html(&p->out, "<p><button class='button'>{}</button></p>\n</form>\n",
            txt(say(&p->work, "Go on")));
}

static void ways(struct page *p, const struct second *s, const struct shown *shown) {
    struct work *w = &p->work;
    if (s->passkeys) {
        passkey_form(p, &(struct passkey_form){.action = STR("/me/confirm/passkey"),
                                .purpose = purpose(p),
                                .next = shown->next,
                                .account = p->account.id,
                                .button = say(w, "Use a passkey")});
    }
    if (account_has_password(w, p->account.id)) {
        form(p, STR("password"), shown->next,
                &(struct entry){.name = STR("password"),
                        .type = STR("password"),
                        .fill = STR("current-password"),
                        .label = say(w, "Your password"),
                        .wrong = shown->password_wrong});
    }
    if (s->totp || s->codes) {
        form(p, STR("code"), shown->next,
                &(struct entry){.name = STR("code"),
                        .type = STR("text"),
                        .fill = STR("one-time-code"),
                        .label = say(w, "Or a code: from your app, or one for recovery"),
                        .wrong = shown->code_wrong});
    }
}

static void show(struct page *p, const struct shown *s) {
    struct work *w = &p->work;
    struct second second = second_of(w, p->account.id);
    page_open_with(p, say(w, "Is it still you?"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Is it still you?")),
            txt(say(w, "You signed in a while ago, and what comes next concerns who gets into your"
                       " account. Show once more that it is you; it holds for 15 minutes.")));
    if (s->passkey_fault.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->passkey_fault));
    }
    ways(p, &second, s);
    html(&p->out, "<form method='post' action='/{}/sign-out'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out,
            "<p class='quiet'>{}</p>\n<button class='button plain'>{}</button>\n</form>\n"
            "</div>\n",
            txt(say(w, "None of this is at hand? Sign out, and sign in again the way you did.")),
            txt(say(w, "Sign out")));
    page_close(p);
}

void confirm_page(struct page *p) {
    show(p, &(struct shown){.next = page_query(p, STR("next"))});
}

/* What was sent cannot be asked for again, so the way back is the nearest page above it. */
static str way_back(struct page *p) {
    str path = p->path;
    if (request_reads(p->request)) {
        return page_target(p);
    }
    while (path.len > 1 && !str_starts(route_methods(path), STR("GET"))) {
        while (path.len > 1 && path.at[path.len - 1] != '/') {
            path.len--;
        }
        path.len--;
    }
    return path.len ? path : STR("/");
}

bool confirm_fresh(struct page *p) {
    struct buf to = {.mem = p->work.mem};
    if (session_is_fresh(&p->session, p->work.now)) {
        return true;
    }
    html(&to, "/me/confirm?next={}", url(way_back(p)));
    page_redirect(p, buf_str(&to));
    return false;
}

/* The transaction is open. */
static void go_on(struct page *p) {
    session_refresh(&p->work, cookie_get(p->request, STR("session")));
    if (page_saved(p)) {
        page_note(p, STR("confirmed"), p->account.id);
        page_redirect(p, sign_in_next(p, page_form(p, STR("next"))));
    }
}

static void refuse(struct page *p, struct shown *s) {
    page_note(p, STR("confirming refused"), p->account.id);
    p->status = p->status ? p->status : 422;
    s->next = page_form(p, STR("next"));
    show(p, s);
}

void confirm_page_password_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {0};
    struct sign_in try = {.mail = p->account.mail,
            .password = page_form(p, STR("password")),
            .address = p->request->address};
    page_means(p, STR("password"));
    enum sign_in_result result = sign_in_try(w, &p->house->gate, &try);
    if (!work_ok(w)) {
        page_error(p, 500);
        return;
    }
    switch (result) {
    case SIGN_IN_RIGHT:
        db_begin(w);
        go_on(p);
        return;
    case SIGN_IN_WRONG: s.password_wrong = say(w, "This is not your password."); break;
    case SIGN_IN_WAIT: s.password_wrong = sign_in_wait(p, try.wait > 1 ? try.wait : 1); break;
    }
    refuse(p, &s);
}

void confirm_page_code_post(struct page *p) {
    struct work *w = &p->work;
    struct shown s = {0};
    struct second_try try = {.account = p->account.id,
            .code = page_form(p, STR("code")),
            .address = p->request->address};
    page_means(p, STR("code"));
    enum second_result result = second_try(w, &p->house->seal, &try);
    if (!work_ok(w)) {
        page_error(p, 500);
        return;
    }
    switch (result) {
    case SECOND_RIGHT:
        db_begin(w);
        go_on(p);
        return;
    case SECOND_WRONG:
        s.code_wrong = say(w, "This code is not right, or was used already. Wait for the next one"
                              " if it came from the app.");
        break;
    case SECOND_WAIT: s.code_wrong = sign_in_wait(p, try.wait > 1 ? try.wait : 1); break;
    }
    refuse(p, &s);
}

void confirm_page_passkey_post(struct page *p) {
    struct shown s = {0};
    struct passkey_asked asked = {.purpose = purpose(p), .account = p->account.id};
    page_means(p, STR("passkey"));
    db_begin(&p->work);
    if (passkey_take(p, &asked)) {
        go_on(p);
    } else if (page_saved(p)) {
        s.passkey_fault = passkey_wrong(&p->work);
        refuse(p, &s);
    }
}
