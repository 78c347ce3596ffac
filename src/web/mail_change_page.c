#include "web/mail_change_page.h"

#include "account/mail_change.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/account_letter.h"
#include "web/link_page.h"
#include "web/unite.h"
#include "wire/html.h"

struct asked {
    struct link link;
    struct mail_change change;
    struct account account;
};

static bool find(struct page *p, struct asked *k) {
    struct work *w = &p->work;
    bool open = link_open(w, p->word, LINK_MAIL_OLD, &k->link) ||
                link_open(w, p->word, LINK_MAIL_NEW, &k->link);
    return open && mail_change_one(w, k->link.account, &k->change) &&
           account_one(w, k->link.account, &k->account);
}

static str question(struct work *w, const struct asked *k) {
    return k->link.purpose == LINK_MAIL_OLD
                   ? say(w,
                             "The account of {1} is to have the address {3} instead of this one,"
                             " {2}. Did you ask for that?",
                             txt(k->account.name), txt(k->account.mail), txt(k->change.mail))
                   : say(w,
                             "This address, {3}, is to become that of the account of {1}, which has"
                             " {2} now. Is it right that way?",
                             txt(k->account.name), txt(k->account.mail), txt(k->change.mail));
}

static void show(struct page *p, const struct asked *k) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Change of mail address"));
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n"
            "<form method='post' action='/{}/mail-change/{}'>\n",
            txt(say(w, "Change of mail address")), txt(question(w, k)), txt(p->lang), url(p->word));
    page_form_key(p);
    html(&p->out,
            "<p class='acts'><button class='button' name='answer' value='yes'>{}</button>\n"
            "<button class='button plain' name='answer' value='no'>{}</button></p>\n</form>\n"
            "<p class='quiet'>{}</p>\n</div>\n",
            txt(say(w, "Agree")), txt(say(w, "Refuse")),
            txt(say(w,
                    "It is changed once both addresses agreed. If one of them refuses it stays as"
                    " it is.")));
    page_close(p);
}

void mail_change_page(struct page *p) {
    struct asked k = {0};
    if (find(p, &k)) {
        show(p, &k);
    } else {
        link_page_gone(p);
    }
}

static void said(struct page *p, str title, str text) {
    link_page_say(p, &(struct link_page_said){.title = title,
                             .text = text,
                             .path = page_signed_in(p) ? STR("/me") : STR("/sign-in"),
                             .button = page_signed_in(p) ? say(&p->work, "Your account")
                                                         : say(&p->work, "Sign in")});
}

static void say_state(struct page *p, const struct asked *k, enum mail_change_state state) {
    struct work *w = &p->work;
    switch (state) {
    case MAIL_CHANGE_WAITS:
        said(p, say(w, "You agreed"),
                say(w, "Now the other address has to agree too. It has a letter as well."));
        break;
    case MAIL_CHANGE_DONE:
        said(p, say(w, "The mail address is changed"),
                say(w, "From now on {} is used to sign in, and letters go there.",
                        txt(k->change.mail)));
        break;
    case MAIL_CHANGE_TAKEN:
        p->status = 409;
        said(p, say(w, "This address has an account already"),
                say(w, "So it cannot become that of another one, and the change has ended."));
        break;
    }
}

static void agree(struct page *p, struct asked *k) {
    enum mail_change_state state = mail_change_agree(&p->work, &k->change, k->link.purpose);
    if (state == MAIL_CHANGE_DONE) {
        unite_by_mail(&p->work, k->change.mail);
        account_letter_mail_done(p, &k->account, k->change.mail);
    } else if (state == MAIL_CHANGE_TAKEN) {
        account_letter_mail_ended(p, &k->account, k->change.mail);
    }
    if (page_saved(p)) {
        say_state(p, k, state);
    }
}

static void refuse(struct page *p, const struct asked *k) {
    struct work *w = &p->work;
    mail_change_end(w, k->account.id);
    account_letter_mail_ended(p, &k->account, k->change.mail);
    if (page_saved(p)) {
        said(p, say(w, "You refused"), say(w, "The mail address of the account stays as it is."));
    }
}

void mail_change_post(struct page *p) {
    struct asked k = {0};
    str answer = page_form(p, STR("answer"));
    db_begin(&p->work);
    if (!find(p, &k)) {
        db_forget(&p->work);
        link_page_gone(p);
    } else if (str_eq(answer, STR("yes"))) {
        agree(p, &k);
    } else if (str_eq(answer, STR("no"))) {
        refuse(p, &k);
    } else {
        db_forget(&p->work);
        show(p, &k);
    }
}
