#include "trust/encounter_past.h"

#include "db/db.h"

/* Either side may have written them down. Organisations are compared where both are known, else the
 * clusters. */
struct encounter_past encounter_past(struct work *w, const struct encounter *e) {
    struct encounter_past found = {0};
    struct encounter_before b = {0};
    bool of_organisations = e->own && e->partner;
    int64_t one = of_organisations ? e->own : e->cluster;
    int64_t other = of_organisations ? e->partner : e->partner_cluster;
    struct rows r = db_rows(w,
            "SELECT e.id, e.day, e.how, e.title, CASE WHEN c.encounter_id IS NULL THEN 0 ELSE 1 END"
            " FROM encounter AS e"
            " LEFT JOIN confirmed_encounter AS c ON c.encounter_id = e.id"
            " WHERE e.state = 'held' AND e.starts < ? AND e.id <> ?"
            " AND CASE WHEN ? = 1"
            "     THEN (e.own_id = ? AND e.partner_id = ?) OR (e.own_id = ? AND e.partner_id = ?)"
            "     ELSE (e.cluster_id = ? AND e.partner_cluster_id = ?)"
            "          OR (e.cluster_id = ? AND e.partner_cluster_id = ?) END"
            " AND EXISTS (SELECT 1 FROM encounter_reader AS s"
            "             WHERE s.encounter_id = e.id AND s.account_id = ?)"
            " ORDER BY e.starts DESC, e.id DESC LIMIT ?",
            num(e->starts), num(e->id), num(of_organisations), num(one), num(other), num(other),
            num(one), num(one), num(other), num(other), num(one), num(w->actor),
            num(ENCOUNTER_PAST_MOST));
    int64_t confirmed = 0;
    while (db_next(&r, to(b.id), to(b.day), to(b.how), to(b.title), to(confirmed))) {
        b.confirmed = confirmed != 0;
        found.at[found.count++] = b;
    }
    return found;
}
