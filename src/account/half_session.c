#include "account/half_session.h"

#include "account/secret.h"
#include "db/db.h"

str half_session_start(struct work *w, int64_t account) {
    str token = secret_new(w->mem);
    half_session_sweep(w);
    db_run(w, "INSERT INTO half_session (token, account_id, created) VALUES (?, ?, ?)",
            txt(secret_hash(w->mem, token)), num(account), num(w->now));
    return token;
}

bool half_session_find(struct work *w, str token, struct half_session *found) {
    struct half_session h = {.key = secret_hash(w->mem, token)};
    if (token.len == 0) {
        return false;
    }
    struct rows r = db_rows(w,
            "SELECT h.account_id FROM half_session AS h JOIN account AS a ON a.id = h.account_id"
            " WHERE h.token = ? AND h.created > ? AND h.misses < ? AND a.suspended = 0",
            txt(h.key), num(w->now - HALF_SESSION_AGE_MOST), num(HALF_SESSION_MISSES_MOST));
    bool there = db_next(&r, to(h.account));
    db_stop(&r);
    if (there) {
        *found = h;
    }
    return there;
}

bool half_session_miss(struct work *w, str token) {
    int64_t misses = db_number(w,
            "UPDATE half_session SET misses = misses + 1 WHERE token = ? RETURNING misses",
            txt(secret_hash(w->mem, token)));
    return misses > 0 && misses < HALF_SESSION_MISSES_MOST;
}

void half_session_end(struct work *w, str token) {
    db_run(w, "DELETE FROM half_session WHERE token = ?", txt(secret_hash(w->mem, token)));
}

void half_session_end_all(struct work *w, int64_t account) {
    db_run(w, "DELETE FROM half_session WHERE account_id = ?", num(account));
}

void half_session_sweep(struct work *w) {
    db_run(w, "DELETE FROM half_session WHERE created <= ?", num(w->now - HALF_SESSION_AGE_MOST));
}
