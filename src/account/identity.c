#include "account/identity.h"

#include "account/secret.h"
#include "db/db.h"

int64_t identity_account(struct work *w, str issuer, str subject) {
    return db_number(w, "SELECT account_id FROM identity WHERE issuer = ? AND subject = ?",
            txt(issuer), txt(subject));
}

void identity_note_seen(struct work *w, str issuer, str subject) {
    db_run(w, "UPDATE identity SET seen = ? WHERE issuer = ? AND subject = ?", num(w->now),
            txt(issuer), txt(subject));
}

bool identity_add(struct work *w, int64_t account, const struct identity *i) {
    db_run(w,
            "INSERT INTO identity (account_id, issuer, subject, mail, created)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (issuer, subject) DO NOTHING",
            num(account), txt(i->issuer), txt(i->subject), txt(i->mail), num(w->now));
    return identity_account(w, i->issuer, i->subject) == account;
}

bool identity_remove(struct work *w, int64_t account, int64_t id) {
    return db_number(w, "DELETE FROM identity WHERE id = ? AND account_id = ? RETURNING id",
                   num(id), num(account)) > 0;
}

struct identities identity_list(struct work *w, int64_t account) {
    struct identities found = {.at = arena_new(w->mem, struct identity, IDENTITIES_MOST)};
    struct identity one = {0};
    struct rows r = db_rows(w,
            "SELECT i.id, i.issuer, i.subject, i.mail, i.created, i.seen,"
            " COALESCE((SELECT MIN(p.name) FROM identity_provider AS p"
            "           WHERE p.issuer = i.issuer), '')"
            " FROM identity AS i WHERE i.account_id = ? ORDER BY i.id LIMIT ?",
            num(account), num(IDENTITIES_MOST));
    while (db_next(&r, to(one.id), to(one.issuer), to(one.subject), to(one.mail), to(one.created),
            to(one.seen), to(one.provider))) {
        found.at[found.count++] = one;
    }
    return found;
}

void identity_offer(struct work *w, str token, int64_t account, const struct identity *i) {
    db_run(w, "DELETE FROM identity_offer WHERE expires < ? OR token = ?", num(w->now),
            txt(secret_hash(w->mem, token)));
    db_run(w,
            "INSERT INTO identity_offer (token, account_id, issuer, subject, mail, expires)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            txt(secret_hash(w->mem, token)), num(account), txt(i->issuer), txt(i->subject),
            txt(i->mail), num(w->now + IDENTITY_OFFER_AGE_MOST));
}

bool identity_offered(struct work *w, str token, int64_t account, struct identity *found) {
    struct rows r = db_rows(w,
            "SELECT o.issuer, o.subject, o.mail,"
            " COALESCE((SELECT MIN(p.name) FROM identity_provider AS p"
            "           WHERE p.issuer = o.issuer), '')"
            " FROM identity_offer AS o"
            " WHERE o.token = ? AND o.account_id = ? AND o.expires > ?",
            txt(secret_hash(w->mem, token)), num(account), num(w->now));
    bool there = db_next(
            &r, to(found->issuer), to(found->subject), to(found->mail), to(found->provider));
    db_stop(&r);
    return there;
}

void identity_offer_end(struct work *w, str token) {
    db_run(w, "DELETE FROM identity_offer WHERE token = ?", txt(secret_hash(w->mem, token)));
}
