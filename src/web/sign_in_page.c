#include "web/sign_in_page.h"

#include "account/second.h"
#include "account/sign_in.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/say.h"
#include "web/asset.h"
#include "web/entry.h"
#include "web/home_page.h"
#include "web/openid_page.h"
#include "web/passkey_form.h"
#include "web/second_page.h"
#include "wire/html.h"

enum { NEXT_MOST = 2000 };

/* Only a page of ours: "//host" and "/\host" are other hosts to a browser. */
static bool is_own_path(str path) {
    for (size_t i = 0; i < path.len; i++) {
        if ((unsigned char)path.at[i] < ' ' || path.at[i] == 0x7F || path.at[i] == '\\') {
            return false;
        }
    }
    return path.len <= NEXT_MOST && str_starts(path, STR("/")) && !str_starts(path, STR("//")) &&
           !str_starts(path, STR("/sign-"));
}

str sign_in_next(const struct page *p, str wanted) {
    return is_own_path(wanted) ? wanted : home_path(p);
}

void sign_in_show(struct page *p, const struct sign_in_shown *s) {
    struct work *w = &p->work;
    struct identity_providers others = identity_provider_list(w);
    page_open_with(p, say(w, "Sign in"));
    html(&p->out,
            "<div class='alone'>\n<svg class='big-mark' viewBox='0 0 32 32' aria-hidden='true'>"
            "<use href='{}#mark'/></svg>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            link_to(asset_path(STR("mark.svg"))), txt(say(w, "Sign in")),
            txt(say(w, "To the desk of your cluster.")));
    if (s->wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(s->wrong));
    }
    html(&p->out, "<form method='post' action='/{}/sign-in'>\n", txt(p->lang));
    page_form_key(p);
    html(&p->out, "<input type='hidden' name='next' value='{}'>\n", txt(s->next));
    entry_put(p, &(struct entry){.name = STR("mail"),
                         .type = STR("email"),
                         .fill = STR("username"),
                         .label = say(w, "Mail address"),
                         .value = s->mail,
                         .wrong = s->mail_wrong});
    entry_put(p, &(struct entry){.name = STR("password"),
                         .type = STR("password"),
                         .fill = STR("current-password"),
                         .label = say(w, "Password")});
    html(&p->out,
            "<p class='acts'><button class='button'>{}</button>\n"
            "<button class='button plain' formaction='/{}/sign-in/link'>{}</button></p>\n</form>\n",
            txt(say(w, "Sign in")), txt(p->lang), txt(say(w, "Send me a link")));
    openid_buttons(p, &others, s->next);
    passkey_form(p, &(struct passkey_form){.action = STR("/sign-in/passkey"),
                            .purpose = STR("sign-in"),
                            .next = s->next,
                            .verified = true,
                            .button = say(w, "Sign in with a passkey")});
    html(&p->out, "<p class='quiet'>{} <a href='/{}/forgotten'>{}</a></p>\n</div>\n",
            txt(say(w, "With a link you sign in without a password: it is sent to your mail"
                       " address.")),
            txt(p->lang), txt(say(w, "Password forgotten?")));
    page_close(p);
}

void sign_in_page(struct page *p) {
    str next = page_query(p, STR("next"));
    if (page_signed_in(p)) {
        page_redirect(p, sign_in_next(p, next));
        return;
    }
    sign_in_show(p, &(struct sign_in_shown){.next = next});
}

str sign_in_session(struct page *p, int64_t account) {
    str before = cookie_get(p->request, STR("session"));
    if (before.len) {
        session_end(&p->work, before);
    }
    str token = session_start(&p->work, account);
    session_describe(
            &p->work, token, request_header(p->request, STR("User-Agent")), p->request->address);
    return token;
}

void sign_in_enter(struct page *p, str token) {
    cookie_set(p->work.mem, p->response, p->request,
            &(struct cookie){STR("session"), token, SESSION_AGE_MOST});
    if (session_find(&p->work, token, &p->session)) {
        p->work.actor = p->session.account;
        p->scope = scope_of(&p->work);
        (void)account_one(&p->work, p->work.actor, &p->account);
    }
}

void sign_in_whole(struct page *p, int64_t account, str next) {
    str token = sign_in_session(p, account);
    if (page_saved(p)) {
        page_note(p, STR("signed in"), account);
        sign_in_enter(p, token);
        page_redirect(p, sign_in_next(p, next));
    }
}

void sign_in_finish(struct page *p, int64_t account, str next) {
    struct second s = second_of(&p->work, account);
    if (second_is_on(&s)) {
        page_note(p, STR("first step done"), account);
        second_page_begin(p, account, next);
    } else {
        sign_in_whole(p, account, next);
    }
}

str sign_in_wait(struct page *p, int64_t wait) {
    struct work *w = &p->work;
    struct buf seconds = {.mem = w->mem};
    buf_num(&seconds, wait);
    response_header(w->mem, p->response, STR("Retry-After"), buf_str(&seconds));
    p->status = 429;
    return say_many(w, "Too many attempts. Wait one second, then try again.",
            "Too many attempts. Wait {} seconds, then try again.", wait);
}

static void enter(struct page *p, int64_t account, str next) {
    db_begin(&p->work);
    sign_in_finish(p, account, next);
}

static void keep_out(struct page *p, struct sign_in_shown *s, int64_t wait) {
    page_note(p, wait ? STR("sign-in held off") : STR("sign-in refused"), 0);
    if (wait) {
        s->wrong = sign_in_wait(p, wait);
    } else {
        p->status = 422;
        s->wrong =
                say(&p->work, "The mail address or the password is not right. A password that was"
                              " made for you is good for seven days.");
    }
    sign_in_show(p, s);
}

void sign_in_post(struct page *p) {
    struct sign_in_shown s = {.mail = page_form(p, STR("mail")), .next = page_form(p, STR("next"))};
    struct sign_in try = {.mail = s.mail,
            .password = page_form(p, STR("password")),
            .address = p->request->address};
    page_means(p, STR("password"));
    switch (sign_in_try(&p->work, &p->house->gate, &try)) {
    case SIGN_IN_RIGHT: enter(p, try.account.id, s.next); break;
    case SIGN_IN_WRONG: keep_out(p, &s, 0); break;
    case SIGN_IN_WAIT: keep_out(p, &s, try.wait > 1 ? try.wait : 1); break;
    }
}

/* A passkey that knows its owner is two steps in one: to have it, and a finger or a number. */
void sign_in_passkey_post(struct page *p) {
    struct sign_in_shown s = {.next = page_form(p, STR("next"))};
    struct passkey_asked asked = {.purpose = STR("sign-in"), .verified = true};
    page_means(p, STR("passkey"));
    db_begin(&p->work);
    if (passkey_take(p, &asked)) {
        sign_in_whole(p, asked.account, s.next);
    } else if (page_saved(p)) {
        page_note(p, STR("sign-in refused"), 0);
        p->status = 422;
        s.wrong = passkey_wrong(&p->work);
        sign_in_show(p, &s);
    }
}

void sign_out_post(struct page *p) {
    str token = cookie_get(p->request, STR("session"));
    db_begin(&p->work);
    if (token.len) {
        session_end(&p->work, token);
    }
    if (page_saved(p)) {
        page_note(p, STR("signed out"), p->account.id);
        cookie_set(p->work.mem, p->response, p->request,
                &(struct cookie){STR("session"), STR(""), -1});
        page_redirect(p, STR("/"));
    }
}
