#include "web/passkey_page.h"

#include "account/recovery.h"
#include "account/second.h"
#include "db/db.h"
#include "lang/say.h"
#include "web/passkey_form.h"
#include "web/recovery_page.h"
#include "web/security_letter.h"
#include "wire/html.h"

/* Of the challenge: for this session only. */
static str purpose(struct page *p) {
    struct buf b = {.mem = p->work.mem};
    buf_add(&b, STR("new "));
    buf_add(&b, p->session.form_key);
    return buf_str(&b);
}

static void show(struct page *p, str wrong) {
    struct work *w = &p->work;
    page_open_with(p, say(w, "Add a passkey"));
    html(&p->out, "<div class='alone'>\n<h1>{}</h1>\n<p class='answer'>{}</p>\n",
            txt(say(w, "Add a passkey")),
            txt(say(w, "Your browser asks for it next: in this device, in your telephone, or in a"
                       " security key.")));
    if (wrong.len) {
        html(&p->out, "<p class='note bad' role='alert'>{}</p>\n", txt(wrong));
    }
    passkey_form_new(p, purpose(p));
    html(&p->out,
            "<p class='acts'><a class='button plain' href='/{}/me/security'>{}</a></p>\n</div>\n",
            txt(p->lang), txt(say(w, "Not now")));
    page_close(p);
}

void passkey_page(struct page *p) {
    show(p, (str){0});
}

static str why_not(struct work *w, enum passkey_flaw flaw) {
    switch (flaw) {
    case PASSKEY_FINE: break;
    case PASSKEY_KNOWN: return say(w, "This passkey is known already.");
    case PASSKEY_TOO_MANY:
        return say(w, "There are {} passkeys already. Remove one first.", num(PASSKEYS_MOST));
    }
    return (str){0};
}

void passkey_page_post(struct page *p) {
    struct work *w = &p->work;
    struct passkey k = {0};
    str wrong = {0};
    db_begin(w);
    if (!passkey_read(p, purpose(p), &k)) {
        wrong = say(w, "The browser sent no passkey that can be used, or it took longer than five"
                       " minutes. Try again.");
    } else {
        wrong = why_not(w, passkey_add(w, &k, say(w, "Passkey")));
    }
    if (wrong.len) {
        db_forget(w);
        p->status = 422;
        show(p, wrong);
        return;
    }
    security_note(p, EVENT_PASSKEY_ADDED);
    recovery_page_finish(p);
}

/* With the last of it the recovery codes have nothing left to stand in for. */
void passkey_page_remove_post(struct page *p) {
    struct work *w = &p->work;
    db_begin(w);
    bool removed = passkey_remove(w, p->account.id, p->id);
    if (removed) {
        security_note(p, EVENT_PASSKEY_REMOVED);
    }
    struct second left = second_of(w, p->account.id);
    if (!second_is_on(&left)) {
        recovery_remove(w, p->account.id);
    }
    if (!page_saved(p)) {
        return;
    }
    if (removed) {
        page_redirect(p, STR("/me/security?done=removed"));
    } else {
        page_not_found(p);
    }
}
