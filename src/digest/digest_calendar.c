#include "digest/digest_calendar.h"

#include "db/db.h"

enum { DAY_SECONDS = 24 * 3600, PAST_DAYS = 90 };

struct digest_meetings digest_calendar(struct work *w, int64_t individual) {
    struct digest_meetings found = {
            .at = arena_new(w->mem, struct digest_meeting, DIGEST_MEETINGS_MOST)};
    struct digest_meeting m = {0};
    struct rows r = db_rows(w,
            "SELECT e.id, e.sequence, e.starts, e.ends, e.updated, e.zone, e.title, e.place,"
            " COALESCE(CASE WHEN p.side = 'ours' THEN COALESCE(po.name, pc.name)"
            "  ELSE COALESCE(oo.name, oc.name) END, ''), e.state"
            " FROM encounter_person AS p JOIN encounter AS e ON e.id = p.encounter_id"
            " LEFT JOIN organisation AS oo ON oo.id = e.own_id"
            " LEFT JOIN cluster AS oc ON oc.id = e.cluster_id"
            " LEFT JOIN organisation AS po ON po.id = e.partner_id"
            " LEFT JOIN cluster AS pc ON pc.id = e.partner_cluster_id"
            " WHERE p.individual_id = ? AND p.reply <> 'not-coming'"
            " AND e.state IN ('planned', 'held', 'cancelled') AND e.starts > ?"
            " ORDER BY e.starts, e.id LIMIT ?",
            num(individual), num(w->now - (int64_t)PAST_DAYS * DAY_SECONDS),
            num(DIGEST_MEETINGS_MOST));
    while (db_next(&r, to(m.id), to(m.sequence), to(m.starts), to(m.ends), to(m.updated),
            to(m.zone), to(m.title), to(m.place), to(m.who), to(m.state))) {
        found.at[found.count++] = m;
    }
    return found;
}
