#include "account/unveil.h"

#include "db/db.h"

bool unveil_wanted(struct work *w, int64_t listing) {
    return db_number(w,
                   "SELECT COUNT(*) FROM listing AS l JOIN organisation AS o"
                   " ON o.id = l.organisation_id"
                   " WHERE l.id = ? AND (l.visibility <> 'public' OR o.visibility <> 'public')",
                   num(listing)) > 0;
}

bool unveil_add(struct work *w, const struct unveiled *u) {
    if (db_number(w, "SELECT COUNT(*) FROM unveiled WHERE listing_id = ?", num(u->listing)) >=
            UNVEILINGS_MOST) {
        return false;
    }
    db_run(w,
            "INSERT INTO unveiled (listing_id, cluster_id, organisation_id, account_id, at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            num(u->listing), key_or_none(u->cluster), key_or_none(u->organisation), num(w->actor),
            num(w->now));
    return true;
}

bool unveil_remove(struct work *w, int64_t listing, int64_t id) {
    return db_number(w, "DELETE FROM unveiled WHERE id = ? AND listing_id = ? RETURNING 1", num(id),
                   num(listing)) > 0;
}

struct unveilings unveil_list(struct work *w, int64_t listing) {
    struct unveilings found = {.at = arena_new(w->mem, struct unveiled, UNVEILINGS_MOST)};
    struct unveiled u = {.listing = listing};
    struct rows r = db_rows(w,
            "SELECT u.id, u.cluster_id, u.organisation_id, c.name, u.at"
            " FROM unveiled AS u LEFT JOIN cluster AS c ON c.id = u.cluster_id"
            " WHERE u.listing_id = ? ORDER BY u.id DESC LIMIT ?",
            num(listing), num(UNVEILINGS_MOST));
    while (db_next(&r, to(u.id), to(u.cluster), to(u.organisation), to(u.cluster_name), to(u.at))) {
        found.at[found.count++] = u;
    }
    return found;
}
