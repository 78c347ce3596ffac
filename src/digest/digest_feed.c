#include "digest/digest_feed.h"

#include "account/secret.h"
#include "db/db.h"

enum { DAY_SECONDS = 24 * 3600 };

struct digest_feed digest_feed_of(struct work *w, int64_t individual) {
    struct digest_feed found = {0};
    struct rows r = db_rows(
            w, "SELECT created, used FROM digest_feed WHERE individual_id = ?", num(individual));
    (void)db_next(&r, to(found.created), to(found.used));
    db_stop(&r);
    return found;
}

str digest_feed_make(struct work *w, int64_t individual) {
    str token = secret_new(w->mem);
    db_run(w,
            "INSERT INTO digest_feed (individual_id, token, created, used) VALUES (?, ?, ?, 0)"
            " ON CONFLICT (individual_id) DO UPDATE SET token = excluded.token,"
            " created = excluded.created, used = 0",
            num(individual), txt(secret_hash(w->mem, token)), num(w->now));
    return token;
}

void digest_feed_end(struct work *w, int64_t individual) {
    db_run(w, "DELETE FROM digest_feed WHERE individual_id = ?", num(individual));
}

void digest_feed_unite(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "UPDATE digest_feed SET individual_id = ? WHERE individual_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM digest_feed AS f WHERE f.individual_id = ?)",
            num(to), num(from), num(to));
    digest_feed_end(w, from);
}

static void note_use(struct work *w, int64_t individual, int64_t day) {
    db_begin(w);
    db_run(w, "UPDATE digest_feed SET used = ? WHERE individual_id = ? AND used < ?", num(day),
            num(individual), num(day));
    (void)db_end(w);
}

int64_t digest_feed_find(struct work *w, str token) {
    int64_t individual = 0;
    int64_t account = 0;
    int64_t used = 0;
    struct rows r = db_rows(w,
            "SELECT f.individual_id, a.id, f.used FROM digest_feed AS f"
            " JOIN individual AS i ON i.id = f.individual_id"
            " JOIN account AS a ON a.id = i.account_id AND a.suspended = 0 WHERE f.token = ?",
            txt(secret_hash(w->mem, token)));
    (void)db_next(&r, to(individual), to(account), to(used));
    db_stop(&r);
    int64_t day = w->now / DAY_SECONDS * DAY_SECONDS;
    if (account && used < day) {
        note_use(w, individual, day);
    }
    return account;
}
