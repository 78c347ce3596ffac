#include "match/refusal.h"

#include "db/change.h"
#include "db/db.h"

static str scope_word(enum refusal_scope scope) {
    return scope == REFUSAL_CLUSTERS ? STR("cluster") : STR("organisation");
}

void refusal_add(struct work *w, const struct refusal *r) {
    db_run(w,
            "INSERT INTO refusal (scope, own_id, partner_id, reason, note, account_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (scope, own_id, partner_id) DO UPDATE"
            " SET reason = excluded.reason, note = excluded.note, at = excluded.at",
            txt(scope_word(r->scope)), num(r->own), num(r->partner), txt(r->reason), txt(r->note),
            num(w->actor), num(w->now));
    change_note(w, STR("refusal"), r->own);
}

/* Whom the reader may see still; who was refused may have become confidential since. Takes the actor
 * three times. */
#define SEEN                                                                                   \
    " (EXISTS (SELECT 1 FROM organisation_audience AS a WHERE a.organisation_id = o.id"        \
    "          AND a.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0))" \
    "  OR EXISTS (SELECT 1 FROM own_organisation AS mine"                                      \
    "             WHERE mine.account_id = ? AND mine.organisation_id = o.id)"                  \
    "  OR EXISTS (SELECT 1 FROM unveiled_to AS u"                                              \
    "             WHERE u.account_id = ? AND u.organisation_id = o.id))"

/* Refusals of the cluster itself and of its members. */
#define OWN                                                                    \
    " ((f.scope = 'cluster' AND f.own_id = ?)"                                 \
    "  OR (f.scope = 'organisation' AND EXISTS (SELECT 1 FROM membership AS m" \
    "      WHERE m.organisation_id = f.own_id AND m.cluster_id = ?)))"

struct refusals refusal_list(struct work *w, int64_t cluster) {
    struct refusals found = {.at = arena_new(w->mem, struct refusal, REFUSALS_MOST)};
    struct refusal f = {0};
    struct rows r = db_rows(w,
            "SELECT f.id, f.own_id, f.partner_id, f.reason, f.note, f.at,"
            " COALESCE(o.name, c.name, ''), COALESCE(own.name, us.name, '')"
            " FROM refusal AS f"
            " LEFT JOIN organisation AS o ON f.scope = 'organisation' AND o.id = f.partner_id"
            " AND" SEEN " LEFT JOIN cluster AS c ON f.scope = 'cluster' AND c.id = f.partner_id"
            " LEFT JOIN organisation AS own ON f.scope = 'organisation' AND own.id = f.own_id"
            " LEFT JOIN cluster AS us ON f.scope = 'cluster' AND us.id = f.own_id"
            " WHERE" OWN " ORDER BY f.at DESC, f.id DESC LIMIT ?",
            num(w->actor), num(w->actor), num(w->actor), num(cluster), num(cluster),
            num(REFUSALS_MOST));
    while (db_next(&r, to(f.id), to(f.own), to(f.partner), to(f.reason), to(f.note), to(f.at),
            to(f.partner_name), to(f.own_name))) {
        found.at[found.count++] = f;
    }
    return found;
}

bool refusal_remove(struct work *w, int64_t cluster, int64_t id) {
    bool there = db_number(w, "SELECT COUNT(*) FROM refusal AS f WHERE f.id = ? AND" OWN, num(id),
                         num(cluster), num(cluster)) != 0;
    if (there) {
        db_run(w, "DELETE FROM refusal WHERE id = ?", num(id));
        change_note(w, STR("refusal"), id);
    }
    return there;
}
