#include "privacy/retention.h"

#include "account/invitation.h"
#include "audit/chain.h"
#include "db/db.h"
#include "mail/forget.h"
#include "privacy/erase.h"

#include <assert.h>

enum { DAY_SECONDS = 24 * 3600 };

static const struct retention rules[RETENTION_RULES] = {
        [RETENTION_ACCOUNT] = {"account", 730, 90, 3650},
        [RETENTION_INVITATION] = {"invitation", 30, 7, 30},
        [RETENTION_CONTACT] = {"contact", 30, 1, 30},
        [RETENTION_LETTER] = {"letter", 30, 1, 90},
        [RETENTION_AUDIT] = {"audit", 1826, 365, 3650},
};

const struct retention *retention_of(enum retention_rule rule) {
    assert(rule < RETENTION_RULES);
    return &rules[rule];
}

int64_t retention_days(struct work *w, enum retention_rule rule) {
    int64_t days = db_number(
            w, "SELECT days FROM retention WHERE word = ?", txt(str_of(retention_of(rule)->word)));
    return days ? days : retention_of(rule)->usual;
}

bool retention_set(struct work *w, enum retention_rule rule, int64_t days) {
    const struct retention *r = retention_of(rule);
    if (days < r->least || days > r->most) {
        return false;
    }
    db_run(w,
            "INSERT INTO retention (word, days) VALUES (?, ?)"
            " ON CONFLICT (word) DO UPDATE SET days = excluded.days",
            txt(str_of(r->word)), num(days));
    return true;
}

static int64_t before(struct work *w, enum retention_rule rule) {
    return w->now - retention_days(w, rule) * DAY_SECONDS;
}

/* When an account was used last: to the hour, or when it was made. Whoever came after the letter is
 * not the one who was told. The last administrator stays. */
#define UNUSED_ACCOUNTS                                                                    \
    " FROM account AS a JOIN retention_told AS t ON t.account_id = a.id"                   \
    " WHERE CASE WHEN a.seen > a.created THEN a.seen ELSE a.created END < ? AND t.at <= ?" \
    " AND a.seen <= t.at"
#define UNCONFIRMED_CONTACTS " FROM person AS a WHERE a.unconfirmed > 0 AND a.unconfirmed < ?"

static int64_t told_before(struct work *w) {
    return w->now - (int64_t)RETENTION_NOTICE_DAYS * DAY_SECONDS;
}

int64_t retention_due(struct work *w, enum retention_rule rule) {
    int64_t time = before(w, rule);
    switch (rule) {
    case RETENTION_ACCOUNT:
        return db_number(w, "SELECT COUNT(*)" UNUSED_ACCOUNTS, num(time), num(told_before(w)));
    case RETENTION_INVITATION:
        return db_number(w, "SELECT COUNT(*) FROM invitation WHERE created < ?", num(time));
    case RETENTION_CONTACT: return db_number(w, "SELECT COUNT(*)" UNCONFIRMED_CONTACTS, num(time));
    case RETENTION_LETTER: return forget_letters_due(w, time);
    case RETENTION_AUDIT: return chain_forgettable(w, time);
    case RETENTION_RULES: break;
    }
    return 0;
}

static struct retention_ids read_ids(struct rows r) {
    struct retention_ids found = {0};
    int64_t id = 0;
    while (found.count < RETENTION_AT_ONCE && db_next(&r, to(id))) {
        found.at[found.count++] = id;
    }
    db_stop(&r);
    return found;
}

static int64_t erase_accounts(struct work *w, struct retention_ids found) {
    int64_t gone = 0;
    for (size_t i = 0; i < found.count; i++) {
        gone += erase_account(w, found.at[i]);
    }
    return gone;
}

static int64_t erase_contacts(struct work *w, struct retention_ids found) {
    for (size_t i = 0; i < found.count; i++) {
        (void)erase_person(w, found.at[i]);
    }
    return (int64_t)found.count;
}

int64_t retention_apply(struct work *w, enum retention_rule rule) {
    int64_t time = before(w, rule);
    int64_t most = RETENTION_AT_ONCE;
    int64_t due = 0;
    switch (rule) {
    case RETENTION_ACCOUNT:
        return erase_accounts(
                w, read_ids(db_rows(w, "SELECT a.id" UNUSED_ACCOUNTS " ORDER BY a.id LIMIT ?",
                           num(time), num(told_before(w)), num(most))));
    case RETENTION_INVITATION:
        due = retention_due(w, rule);
        invitation_forget(w, time);
        return due;
    case RETENTION_CONTACT:
        return erase_contacts(
                w, read_ids(db_rows(w, "SELECT a.id" UNCONFIRMED_CONTACTS " ORDER BY a.id LIMIT ?",
                           num(time), num(most))));
    case RETENTION_LETTER:
        due = retention_due(w, rule);
        forget_letters(w, time);
        return due;
    case RETENTION_AUDIT: return chain_forget(w, time);
    case RETENTION_RULES: break;
    }
    return 0;
}

struct retention_ids retention_to_tell(struct work *w) {
    int64_t time = before(w, RETENTION_ACCOUNT) + (int64_t)RETENTION_NOTICE_DAYS * DAY_SECONDS;
    return read_ids(db_rows(w,
            "SELECT a.id FROM account AS a"
            " WHERE CASE WHEN a.seen > a.created THEN a.seen ELSE a.created END < ?"
            " AND NOT EXISTS (SELECT 1 FROM retention_told AS t"
            "                 WHERE t.account_id = a.id AND a.seen <= t.at)"
            " ORDER BY a.id LIMIT ?",
            num(time), num(RETENTION_AT_ONCE)));
}

void retention_note_told(struct work *w, int64_t account) {
    db_run(w,
            "INSERT INTO retention_told (account_id, at) VALUES (?, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET at = excluded.at",
            num(account), num(w->now));
}
