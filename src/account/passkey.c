#include "account/passkey.h"

#include "account/account.h"
#include "db/db.h"

#define COLUMNS "id, account_id, credential, key, algorithm, name, counter, created, used"

static bool next(struct rows *r, struct passkey *k) {
    return db_next(r, to(k->id), to(k->account), to(k->credential), to(k->key), to(k->algorithm),
            to(k->name), to(k->counter), to(k->created), to(k->used));
}

enum passkey_flaw passkey_add(struct work *w, struct passkey *k, str otherwise) {
    str name = str_trim(k->name);
    bool shown = name.len > 0 && name.len <= PASSKEY_NAME_MOST && account_name_fits(name);
    k->name = shown ? name : otherwise;
    k->created = w->now;
    if (db_number(w, "SELECT COUNT(*) FROM passkey WHERE account_id = ?", num(k->account)) >=
            PASSKEYS_MOST) {
        return PASSKEY_TOO_MANY;
    }
    k->id = db_number(w,
            "INSERT INTO passkey (account_id, credential, key, algorithm, name, counter, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (credential) DO NOTHING RETURNING id",
            num(k->account), txt(k->credential), txt(k->key), num(k->algorithm), txt(k->name),
            num(k->counter), num(k->created));
    return k->id || !work_ok(w) ? PASSKEY_FINE : PASSKEY_KNOWN;
}

struct passkeys passkey_list(struct work *w, int64_t account) {
    struct passkeys found = {.at = arena_new(w->mem, struct passkey, PASSKEYS_MOST)};
    struct passkey k = {0};
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM passkey WHERE account_id = ? ORDER BY id LIMIT ?",
                    num(account), num(PASSKEYS_MOST));
    while (next(&r, &k)) {
        found.at[found.count++] = k;
    }
    return found;
}

bool passkey_by_credential(struct work *w, str credential, struct passkey *found) {
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM passkey WHERE credential = ?", txt(credential));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

/* One that never counted may go on so; one that did may not begin anew. */
bool passkey_use(struct work *w, const struct passkey *k, int64_t counter) {
    return db_number(w,
                   "UPDATE passkey SET counter = ?, used = ? WHERE id = ?"
                   " AND (counter < ? OR (counter = 0 AND ? = 0)) RETURNING id",
                   num(counter), num(w->now), num(k->id), num(counter), num(counter)) > 0;
}

bool passkey_remove(struct work *w, int64_t account, int64_t id) {
    return db_number(w, "DELETE FROM passkey WHERE id = ? AND account_id = ? RETURNING id", num(id),
                   num(account)) > 0;
}

void passkey_remove_all(struct work *w, int64_t account) {
    db_run(w, "DELETE FROM passkey WHERE account_id = ?", num(account));
}
