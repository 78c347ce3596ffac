#include "web/address_page.h"

#include "db/db.h"
#include "directory/individual.h"
#include "lang/say.h"
#include "web/address_letter.h"
#include "web/link_page.h"
#include "web/unite.h"
#include "wire/html.h"

struct asked {
    struct link link;
    struct individual one;
};

static bool find(struct page *p, struct asked *k) {
    struct work *w = &p->work;
    bool open = link_open(w, p->word, LINK_ADDRESS, &k->link) ||
                link_open(w, p->word, LINK_ADDRESS_OLD, &k->link);
    return open && individual_one(w, k->link.object, &k->one);
}

static bool asked_before(const struct asked *k) {
    return k->link.purpose == LINK_ADDRESS_OLD;
}

static str question(struct work *w, const struct asked *k) {
    return asked_before(k)
                   ? say(w,
                             "{1}, known here by {2}, is said to have the address {3} now. Are you"
                             " {1}, and is it yours?",
                             txt(k->one.name), txt(k->link.mail), txt(k->link.detail))
                   : say(w,
                             "{1}, known here by {3}, says that {2} is theirs too. Are you the same"
                             " person?",
                             txt(k->one.name), txt(k->link.mail), txt(k->link.detail));
}

static str outcome(struct work *w, const struct asked *k) {
    return asked_before(k)
                   ? say(w, "If you agree, a letter goes to the new address, to make sure that it"
                            " reaches you there.")
                   : say(w, "If you agree, what is known here about both becomes one: whom you met,"
                            " and who trusts you. If you do not know this name, refuse.");
}

static void show(struct page *p, const struct asked *k) {
    struct work *w = &p->work;
    str title = say(w, "Is this address yours?");
    page_open_with(p, title);
    html(&p->out,
            "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n<p>{}</p>\n"
            "<form method='post' action='/{}/address/{}'>\n",
            txt(title), txt(question(w, k)), txt(outcome(w, k)), txt(p->lang), url(p->word));
    page_form_key(p);
    html(&p->out,
            "<p class='acts'><button class='button' name='answer' value='yes'>{}</button>\n"
            "<button class='button plain' name='answer' value='no'>{}</button></p>\n</form>\n"
            "</div>\n",
            txt(say(w, "Yes, it is mine")), txt(say(w, "Refuse")));
    page_close(p);
}

void address_page(struct page *p) {
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

/* Nothing is one before both addresses agreed: whoever types somebody else's gets nothing of them. */
static void agree(struct page *p, const struct asked *k) {
    struct work *w = &p->work;
    struct address a = {.individual = k->one.id,
            .name = k->one.name,
            .before = k->link.mail,
            .mail = k->link.detail,
            .tongue = w->tongue};
    bool before = asked_before(k);
    if (before) {
        (void)address_letter(p, &a);
    } else {
        individual_prove(w, k->one.id, k->link.mail);
        unite_by_mail(w, k->link.mail);
    }
    if (!page_saved(p)) {
        return;
    }
    if (before) {
        said(p, say(w, "Look into your mail"),
                say(w, "A letter is on its way to {}. Agree there too.", txt(a.mail)));
    } else {
        said(p, say(w, "Both addresses are yours"),
                say(w, "What was known about them is one now, and goes along when you change jobs."));
    }
}

void address_post(struct page *p) {
    struct work *w = &p->work;
    struct asked k = {0};
    str answer = page_form(p, STR("answer"));
    bool yes = str_eq(answer, STR("yes"));
    db_begin(w);
    bool there = find(p, &k);
    if (there && !yes && !str_eq(answer, STR("no"))) {
        db_forget(w);
        show(p, &k);
    } else if (!there || !link_take(w, p->word, k.link.purpose, &k.link)) {
        db_forget(w);
        link_page_gone(p);
    } else if (yes) {
        agree(p, &k);
    } else if (page_saved(p)) {
        said(p, say(w, "You refused"), say(w, "Nothing was changed."));
    }
}

void address_ask_post(struct page *p) {
    struct work *w = &p->work;
    str mail = account_mail(w->mem, page_form(p, STR("mail")));
    struct address a = {.name = p->account.name,
            .before = p->account.mail,
            .mail = mail,
            .tongue = p->account.tongue};
    if (!account_mail_fits(mail) || str_eq(mail, p->account.mail)) {
        page_redirect(p, STR("/me/privacy?done=address-wrong"));
        return;
    }
    db_begin(w);
    a.individual = individual_of_account(w, p->account.id);
    bool sent = address_letter(p, &a);
    if (page_saved(p)) {
        page_redirect(
                p, sent ? STR("/me/privacy?done=address-asked") : STR("/me/privacy?done=too-soon"));
    }
}
