#include "web/security_page.h"

#include "account/event.h"
#include "account/recovery.h"
#include "account/second.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/passkey_form.h"
#include "web/security_letter.h"
#include "web/session_table.h"
#include "wire/html.h"

bool security_stays_open(const struct page *p) {
    return str_starts(p->path, STR("/me/security")) || str_starts(p->path, STR("/me/confirm")) ||
           str_eq(p->path, STR("/sign-out"));
}

static void open_part(struct page *p, str title) {
    html(&p->out, "<fieldset class='part'>\n<legend>{}</legend>\n<div class='part-body'>\n",
            txt(title));
}

static void close_part(struct page *p) {
    html(&p->out, "</div>\n</fieldset>\n");
}

static void act(struct page *p, str action, str button) {
    html(&p->out, "<form method='post' action='/{}{}'>", txt(p->lang), txt(action));
    page_form_key(p);
    html(&p->out, "<p class='acts'><button class='button plain'>{}</button></p></form>\n",
            txt(button));
}

static void lead(struct page *p, str path, str said) {
    html(&p->out, "<p class='acts'><a class='button plain' href='/{}{}'>{}</a></p>\n", txt(p->lang),
            txt(path), txt(said));
}

static void app(struct page *p, const struct second *s) {
    struct work *w = &p->work;
    open_part(p, say(w, "Codes from an app"));
    if (s->totp) {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "Set up. After the password you type the six digits that the app on"
                           " your telephone shows.")));
        act(p, STR("/me/security/totp/remove"), say(w, "Switch it off"));
    } else {
        html(&p->out, "<p>{}</p>\n",
                txt(say(w, "An app on your telephone shows six digits, new ones every half minute."
                           " You type them after the password, so that the password alone opens"
                           " nothing.")));
        lead(p, STR("/me/security/totp"), say(w, "Set it up"));
    }
    close_part(p);
}

static void passkey_row(struct page *p, const struct passkey *k) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'><bdi>{}</bdi></th><td data-label='{}'>{}</td>"
            "<td data-label='{}'>{}</td><td>",
            txt(k->name), txt(say(w, "Added")), txt(locale_day(w, k->created)),
            txt(say(w, "Last used")), txt(k->used ? locale_ago(w, k->used) : say(w, "Never")));
    html(&p->out, "<form method='post' action='/{}/me/security/passkeys/{}/remove'>", txt(p->lang),
            num(k->id));
    page_form_key(p);
    html(&p->out,
            "<button class='button plain'>{}<span class='visually-hidden'> {}</span></button>"
            "</form></td></tr>\n",
            txt(say(w, "Remove")), txt(k->name));
}

static void passkeys(struct page *p, const struct passkeys *own) {
    struct work *w = &p->work;
    struct webauthn_place place = {0};
    open_part(p, say(w, "Passkeys"));
    html(&p->out, "<p>{}</p>\n",
            txt(say(w, "A passkey lies in your telephone, your computer or a security key, and"
                       " opens with a finger, your face or a number. You sign in with it alone, or"
                       " use it after the password.")));
    if (own->count) {
        html(&p->out,
                "<table class='stack'>\n<thead><tr><th scope='col'>{}</th><th scope='col'>{}</th>"
                "<th scope='col'>{}</th><td></td></tr></thead>\n<tbody>\n",
                txt(say(w, "Passkey")), txt(say(w, "Added")), txt(say(w, "Last used")));
        for (size_t i = 0; i < own->count; i++) {
            passkey_row(p, &own->at[i]);
        }
        html(&p->out, "</tbody>\n</table>\n");
    }
    if (passkey_place(p, &place)) {
        lead(p, STR("/me/security/passkeys/new"), say(w, "Add a passkey"));
    } else {
        passkey_form_new(p, STR("")); /* says why not */
    }
    close_part(p);
}

static void recovery(struct page *p, const struct second *s) {
    struct work *w = &p->work;
    open_part(p, say(w, "Recovery codes"));
    html(&p->out, "<p>{}</p>\n",
            txt(say(w, "For the day your telephone is lost: each signs you in once, in place of"
                       " the second step.")));
    if (s->codes <= RECOVERY_FEW) {
        html(&p->out, "<p class='note care'>{}</p>\n",
                txt(say_many(w, "One code is left. Make new ones, and keep them safe.",
                        "{} codes are left. Make new ones, and keep them safe.", s->codes)));
    } else {
        html(&p->out, "<p>{}</p>\n",
                txt(say_many(w, "One code is left.", "{} codes are left.", s->codes)));
    }
    act(p, STR("/me/security/codes"), say(w, "Make new codes"));
    close_part(p);
}

static void sessions(struct page *p) {
    struct work *w = &p->work;
    struct sessions all = session_list(w, p->account.id);
    open_part(p, say(w, "Where you are signed in"));
    session_table(p, &all);
    if (all.count > 1) {
        act(p, STR("/me/security/sessions/others"), say(w, "Sign out everywhere else"));
    }
    act(p, STR("/me/sessions"), say(w, "Sign out everywhere, here too"));
    close_part(p);
}

static void happened(struct page *p) {
    struct work *w = &p->work;
    struct events all = event_list(w, p->account.id);
    if (all.count == 0) {
        return;
    }
    open_part(p, say(w, "What happened lately"));
    html(&p->out, "<ul>\n");
    for (size_t i = 0; i < all.count; i++) {
        html(&p->out, "<li>{} <span class='quiet'>{}</span></li>\n",
                txt(security_text(w, all.at[i].kind)), txt(locale_ago(w, all.at[i].at)));
    }
    html(&p->out, "</ul>\n");
    close_part(p);
}

void security_page(struct page *p) {
    struct work *w = &p->work;
    struct second s = second_of(w, p->account.id);
    struct passkeys own = passkey_list(w, p->account.id);
    page_open_with(p, say(w, "Signing in"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/me'>{}</a></li>\n</ol>\n"
            "</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Your account")),
            txt(say(w, "Signing in")),
            txt(second_is_on(&s) ? say(w, "Your account asks for a second step after the password.")
                                 : say(w, "Whoever knows your password gets in. A second step keeps"
                                          " them out.")));
    if (p->session.unsettled) {
        html(&p->out, "<p class='note care' role='status'>{}</p>\n",
                txt(say(w, "With what you may do here, a second step is asked for. Set one of the"
                           " two up; then everything else opens again.")));
    }
    app(p, &s);
    passkeys(p, &own);
    if (second_is_on(&s)) {
        recovery(p, &s);
    }
    sessions(p);
    happened(p);
    page_close(p);
}

void security_session_post(struct page *p) {
    str key = page_form(p, STR("session"));
    bool here = str_eq(key, session_key(&p->work, cookie_get(p->request, STR("session"))));
    db_begin(&p->work);
    session_end_key(&p->work, p->account.id, key);
    if (!page_saved(p)) {
        return;
    }
    if (here) {
        cookie_set(p->work.mem, p->response, p->request,
                &(struct cookie){STR("session"), STR(""), -1});
    }
    page_redirect(p, here ? STR("/sign-in") : STR("/me/security?done=signed-out"));
}

void security_others_post(struct page *p) {
    db_begin(&p->work);
    session_end_others(&p->work, p->account.id, cookie_get(p->request, STR("session")));
    if (page_saved(p)) {
        page_redirect(p, STR("/me/security?done=signed-out"));
    }
}
