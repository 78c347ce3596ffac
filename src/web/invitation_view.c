#include "web/invitation_view.h"

#include "db/db.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/account_letter.h"
#include "web/account_page.h"
#include "wire/html.h"

str invitation_view_wrong(struct work *w, enum invitation_flaw flaw) {
    switch (flaw) {
    case INVITATION_FINE: break;
    case INVITATION_WITHOUT_NAME:
        return say(w, "The name is missing, too long, or has signs that cannot be shown.");
    case INVITATION_WITHOUT_MAIL:
        return say(w, "This is no mail address. It looks like anna@example.org.");
    case INVITATION_TOO_SOON:
        return say_many(w,
                "A letter went there less than one minute ago. Let it arrive before you send"
                " another.",
                "A letter went there less than {} minutes ago. Let it arrive before you send"
                " another.",
                INVITATION_SENT_EVERY / 60);
    case INVITATION_TOO_MANY:
        return say_many(w, "One invitation is open. Withdraw it before you send another.",
                "{} invitations are open. Withdraw one that nobody will answer first.",
                INVITATIONS_MOST);
    }
    return (str){0};
}

static void act(struct page *p, const struct invitation *i, str page, bool resend) {
    struct work *w = &p->work;
    if (resend) {
        html(&p->out, "<form method='post' action='/{}/invitations/{}/resend'>", txt(p->lang),
                num(i->id));
    } else {
        html(&p->out, "<form method='post' action='/{}/invitations/{}/withdraw'>", txt(p->lang),
                num(i->id));
    }
    page_form_key(p);
    html(&p->out,
            "<input type='hidden' name='page' value='{}'><button class='link'>{}"
            "<span class='visually-hidden'>: {}</span></button></form>",
            txt(page), txt(resend ? say(w, "Send again") : say(w, "Withdraw")), txt(i->name));
}

static str good_until(struct page *p, const struct invitation *i) {
    struct work *w = &p->work;
    int64_t link = i->sent + INVITATION_LINK_AGE_MOST;
    int64_t whole = i->created + INVITATION_AGE_MOST;
    link = link < whole ? link : whole;
    if (!i->stands) {
        return say(w, "Cannot be accepted: whoever sent it may no longer invite. Send it again.");
    }
    return link > w->now ? say(w, "Its link is good until {}", txt(locale_day(w, link)))
                         : say(w, "Its link lapsed on {}", txt(locale_day(w, link)));
}

static void row(struct page *p, const struct invitation *i, str page) {
    struct work *w = &p->work;
    html(&p->out,
            "<tr><th scope='row'>{}</th><td data-label='{}'>{}</td><td data-label='{}'>{}</td>"
            "<td data-label='{}'>{}</td><td data-label='{}'>",
            txt(i->name), txt(say(w, "Mail address")), txt(i->mail), txt(say(w, "May")),
            txt(account_role_text(w, &i->role)), txt(say(w, "State")), txt(good_until(p, i)),
            txt(say(w, "What can be done")));
    act(p, i, page, true);
    act(p, i, page, false);
    html(&p->out, "</td></tr>\n");
}

void invitation_view_list(struct page *p, const struct invitations *all, str page) {
    struct work *w = &p->work;
    if (all->count == 0) {
        return;
    }
    html(&p->out,
            "<h2 id='invited'>{}</h2>\n<p class='quiet'>{}</p>\n<table class='stack'>\n<thead><tr>"
            "<th scope='col'>{}</th><th scope='col'>{}</th><th scope='col'>{}</th>"
            "<th scope='col'>{}</th><th scope='col'><span class='visually-hidden'>{}</span></th>"
            "</tr></thead>\n<tbody>\n",
            txt(say(w, "Open invitations")),
            txt(say_many(w, "What nobody answers within one day is deleted.",
                    "What nobody answers within {} days is deleted.",
                    INVITATION_AGE_MOST / 24 / 3600)),
            txt(say(w, "Name of the person")), txt(say(w, "Mail address")), txt(say(w, "May")),
            txt(say(w, "State")), txt(say(w, "What can be done")));
    for (size_t i = 0; i < all->count; i++) {
        row(p, &all->at[i], page);
    }
    html(&p->out, "</tbody>\n</table>\n");
}

/* The page they came from, which says what was done; only one of those that show the list. */
static void back(struct page *p, str page, str done) {
    bool place = str_eq(page, STR("/colleagues")) || str_starts(page, STR("/organisations/"));
    struct buf path = {.mem = p->work.mem};
    buf_add(&path, place ? page : STR("/accounts"));
    buf_add(&path, STR("?done="));
    buf_add(&path, done);
    page_redirect(p, buf_str(&path));
}

enum invitation_flaw invitation_view_invite(struct page *p, struct invitation *i, str page) {
    db_begin(&p->work);
    enum invitation_flaw flaw = invitation_add(&p->work, i);
    if (flaw != INVITATION_FINE) {
        db_forget(&p->work);
        return flaw;
    }
    account_letter_invitation(p, i);
    if (page_saved(p)) {
        back(p, page, STR("invited"));
    }
    return INVITATION_FINE;
}

void invitation_view_resend_post(struct page *p) {
    struct work *w = &p->work;
    struct invitation i = {0};
    if (!invitation_one(w, p->id, &i)) {
        page_not_found(p);
        return;
    }
    db_begin(w);
    if (invitation_resend(w, &i) != INVITATION_FINE) {
        db_forget(w);
        back(p, page_form(p, STR("page")), STR("too-soon"));
        return;
    }
    account_letter_invitation(p, &i);
    if (page_saved(p)) {
        back(p, page_form(p, STR("page")), STR("invited"));
    }
}

void invitation_view_withdraw_post(struct page *p) {
    db_begin(&p->work);
    invitation_remove(&p->work, p->id);
    if (page_saved(p)) {
        back(p, page_form(p, STR("page")), STR("uninvited"));
    }
}
