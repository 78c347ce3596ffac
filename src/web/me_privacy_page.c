#include "web/me_privacy_page.h"

#include "account/role.h"
#include "db/db.h"
#include "http/cookie.h"
#include "lang/label.h"
#include "lang/say.h"
#include "privacy/erase.h"
#include "web/privacy_view.h"
#include "wire/html.h"

/* What an account, rather than a contact person, can agree to. */
static const enum purpose own[] = {PURPOSE_INTRODUCED, PURPOSE_STATISTICS};
enum { OWN = sizeof(own) / sizeof(own[0]) };

static bool view(struct page *p, struct privacy_view *v) {
    *v = (struct privacy_view){.page = p, .action = STR("/me/privacy"), .how = CONSENT_SELF};
    return whom_account(&p->work, p->account.id, &v->whom);
}

static bool holds(const struct consents *all, enum purpose u) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].purpose == u && all->at[i].withdrawn == 0) {
            return true;
        }
    }
    return false;
}

static void account_part(struct page *p) {
    struct work *w = &p->work;
    struct consents all = consent_list(w, 0, p->account.id);
    html(&p->out,
            "<form method='post' action='/{}/me/privacy/account'>\n<fieldset class='part'>\n"
            "<legend>{}</legend>\n<div class='part-body'>\n",
            txt(p->lang), txt(say(w, "Your account")));
    page_form_key(p);
    html(&p->out, "<p><a href='/{}/me/digest'>{}</a></p>\n", txt(p->lang),
            txt(say(w, "Choose whether letters tell you what waits for you")));
    for (size_t i = 0; i < OWN; i++) {
        str word = purpose_word(own[i]);
        html(&p->out,
                "<div class='field'><label class='choice'><input type='checkbox' name='{}'"
                " value='yes'",
                txt(word));
        if (holds(&all, own[i])) {
            html(&p->out, " checked");
        }
        html(&p->out, "> {}</label>\n<p class='hint'>{}</p></div>\n",
                txt(label(w, LABEL_CONSENT, word)), txt(purpose_text(w, own[i])));
    }
    html(&p->out,
            "<p class='acts'><button class='button plain'>{}</button></p>\n</div>\n</fieldset>\n"
            "</form>\n",
            txt(say(w, "Save")));
}

/* After a change of jobs, or where somebody stands here under two addresses. */
static void another_address(struct page *p) {
    struct work *w = &p->work;
    html(&p->out,
            "<form method='post' action='/{}/me/privacy/address'>\n<fieldset class='part'>\n"
            "<legend>{}</legend>\n<div class='part-body'>\n",
            txt(p->lang), txt(say(w, "Another mail address of yours")));
    page_form_key(p);
    html(&p->out,
            "<div class='field'><label for='address'>{}</label><p class='hint' id='address-hint'>{}"
            "</p><input type='email' id='address' name='mail' autocomplete='off'"
            " aria-describedby='address-hint'></div>\n<p class='acts'>"
            "<button class='button plain'>{}</button></p>\n</div>\n</fieldset>\n</form>\n",
            txt(say(w, "Mail address")),
            txt(say(w, "You changed jobs, or are named here by another address? A letter goes"
                       " there. Once you agree in it, what is known about both is one.")),
            txt(say(w, "Send a letter there")));
}

static void show(const struct privacy_view *v, str wrong) {
    struct page *p = v->page;
    struct work *w = &p->work;
    page_open_with(p, say(w, "What is stored about you"));
    html(&p->out,
            "<nav aria-label='{}'>\n<ol class='trail'>\n<li><a href='/{}/me'>{}</a></li>\n</ol>\n"
            "</nav>\n<div class='head'><div><h1>{}</h1>\n<p class='answer'>{}</p></div></div>\n",
            txt(say(w, "Where you are")), txt(p->lang), txt(say(w, "Your account")),
            txt(say(w, "What is stored about you")),
            txt(say(w, "You decide what it is used for and who sees it, and you may take it along"
                       " or have it deleted.")));
    if (wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(wrong));
    }
    account_part(p);
    privacy_contacts(v);
    another_address(p);
    privacy_consents(v);
    privacy_seen(v);
    privacy_ends(v);
    page_close(p);
}

void me_privacy_page(struct page *p) {
    struct privacy_view v;
    if (view(p, &v)) {
        show(&v, (str){0});
    } else {
        page_not_found(p);
    }
}

void me_privacy_post(struct page *p) {
    struct privacy_view v;
    db_begin(&p->work);
    bool taken = view(p, &v) && privacy_take(&v);
    if (!page_saved(p)) {
        return;
    }
    if (taken) {
        page_redirect(p, STR("/me/privacy?done=saved"));
    } else {
        page_not_found(p);
    }
}

void me_privacy_account_post(struct page *p) {
    db_begin(&p->work);
    for (size_t i = 0; i < OWN; i++) {
        struct consent c = {.account = p->account.id, .purpose = own[i], .how = CONSENT_SELF};
        if (str_eq(page_form(p, purpose_word(own[i])), STR("yes"))) {
            consent_give(&p->work, &c);
        } else {
            consent_withdraw(&p->work, &c);
        }
    }
    if (page_saved(p)) {
        page_redirect(p, STR("/me/privacy?done=saved"));
    }
}

void me_privacy_data_post(struct page *p) {
    struct privacy_view v;
    if (view(p, &v)) {
        privacy_send(p, &v.whom);
    } else {
        page_not_found(p);
    }
}

static bool typed_own_mail(struct page *p) {
    return str_eq(account_mail(p->work.mem, page_form(p, STR("mail"))), p->account.mail);
}

void me_privacy_erase_post(struct page *p) {
    struct work *w = &p->work;
    struct privacy_view v;
    if (!typed_own_mail(p) && view(p, &v)) {
        p->status = 422;
        show(&v, say(w, "Nothing was deleted: this is not the mail address of your account."));
        return;
    }
    db_begin(w);
    bool erased = view(p, &v) && erase_account(w, p->account.id);
    if (!erased) {
        db_forget(w);
        p->status = 422;
        show(&v, say(w, "Nobody else administrates this platform. Let somebody else administrate"
                        " it first."));
        return;
    }
    erase_people(w, &v.whom.people);
    if (page_saved(p)) {
        cookie_set(w->mem, p->response, p->request, &(struct cookie){STR("session"), STR(""), -1});
        page_redirect(p, STR("/privacy/erased"));
    }
}
