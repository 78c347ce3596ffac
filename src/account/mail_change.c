#include "account/mail_change.h"

#include "account/account.h"
#include "account/attempt.h"
#include "base/buf.h"
#include "db/db.h"

static enum mail_change_flaw check(struct work *w, struct mail_change *c) {
    struct account a = {0};
    (void)account_one(w, c->account, &a);
    c->mail = account_mail(w->mem, c->mail);
    if (!account_mail_fits(c->mail)) {
        return MAIL_CHANGE_WITHOUT_MAIL;
    }
    return str_eq(c->mail, a.mail) ? MAIL_CHANGE_SAME : MAIL_CHANGE_FINE;
}

/* Each one sends letters to an address that somebody typed, so it counts as asking for a link. */
static bool too_soon(struct work *w, int64_t account, str peer) {
    struct buf subject = {.mem = w->mem};
    buf_add(&subject, STR("mail change "));
    buf_num(&subject, account);
    struct attempt a = attempt_of(w->mem, buf_str(&subject), peer);
    return attempt_start(w, &a) > 0;
}

enum mail_change_flaw mail_change_ask(struct work *w, struct mail_change *c, str peer) {
    enum mail_change_flaw flaw = check(w, c);
    if (flaw != MAIL_CHANGE_FINE) {
        return flaw;
    }
    if (too_soon(w, c->account, peer)) {
        return MAIL_CHANGE_TOO_SOON;
    }
    mail_change_end(w, c->account);
    c->old_agreed = false;
    c->new_agreed = false;
    c->created = w->now;
    db_run(w,
            "INSERT INTO mail_change (account_id, mail, old_agreed, new_agreed, created)"
            " VALUES (?, ?, 0, 0, ?)",
            num(c->account), txt(c->mail), num(c->created));
    return MAIL_CHANGE_FINE;
}

str mail_change_link(struct work *w, const struct mail_change *c, enum link_purpose which) {
    return link_make(w, &(struct link){.purpose = which,
                                .account = c->account,
                                .object = c->account,
                                .mail = c->mail,
                                .expires = c->created + MAIL_CHANGE_AGE_MOST});
}

bool mail_change_one(struct work *w, int64_t account, struct mail_change *found) {
    int64_t old_agreed = 0;
    int64_t new_agreed = 0;
    struct rows r = db_rows(w,
            "SELECT mail, old_agreed, new_agreed, created FROM mail_change"
            " WHERE account_id = ? AND created > ?",
            num(account), num(w->now - MAIL_CHANGE_AGE_MOST));
    bool there = db_next(&r, to(found->mail), to(old_agreed), to(new_agreed), to(found->created));
    db_stop(&r);
    found->account = account;
    found->old_agreed = old_agreed != 0;
    found->new_agreed = new_agreed != 0;
    return there;
}

void mail_change_end(struct work *w, int64_t account) {
    link_end(w, LINK_MAIL_OLD, account);
    link_end(w, LINK_MAIL_NEW, account);
    db_run(w, "DELETE FROM mail_change WHERE account_id = ?", num(account));
}

static enum mail_change_state finish(struct work *w, const struct mail_change *c) {
    mail_change_end(w, c->account);
    if (!account_set_mail(w, c->account, c->mail)) {
        return MAIL_CHANGE_TAKEN;
    }
    link_end(w, LINK_SIGN_IN, c->account);
    link_end(w, LINK_PASSWORD, c->account);
    return MAIL_CHANGE_DONE;
}

/* The one who reads the mail at the new address hears at once that it cannot be. */
static bool taken(struct work *w, const struct mail_change *c) {
    struct account other = {0};
    return account_by_mail(w, c->mail, &other) && other.id != c->account;
}

enum mail_change_state mail_change_agree(
        struct work *w, struct mail_change *c, enum link_purpose which) {
    c->old_agreed = c->old_agreed || which == LINK_MAIL_OLD;
    c->new_agreed = c->new_agreed || which == LINK_MAIL_NEW;
    link_end(w, which, c->account);
    if (c->new_agreed && taken(w, c)) {
        mail_change_end(w, c->account);
        return MAIL_CHANGE_TAKEN;
    }
    if (c->old_agreed && c->new_agreed) {
        return finish(w, c);
    }
    db_run(w, "UPDATE mail_change SET old_agreed = ?, new_agreed = ? WHERE account_id = ?",
            num(c->old_agreed), num(c->new_agreed), num(c->account));
    return MAIL_CHANGE_WAITS;
}

void mail_change_sweep(struct work *w) {
    db_run(w, "DELETE FROM mail_change WHERE created <= ?", num(w->now - MAIL_CHANGE_AGE_MOST));
}
