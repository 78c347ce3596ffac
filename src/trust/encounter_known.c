#include "trust/encounter_known.h"

#include "db/db.h"

/* clang-format off */
#define WRITTEN                                                                               \
    "COALESCE(e.cluster_id, 0) = ? AND (? = 0 OR e.own_id = ?) AND p.side = 'theirs'"
/* clang-format on */

struct encounter_knowns encounter_known(
        struct work *w, const struct encounter_keeper *k, int64_t organisation, int64_t cluster) {
    struct encounter_knowns found = {
            .at = arena_new(w->mem, struct encounter_known, ENCOUNTER_KNOWN_MOST)};
    struct encounter_known n = {0};
    struct rows r = db_rows(w,
            "WITH last AS (SELECT p.individual_id, MAX(e.id) AS encounter_id"
            " FROM encounter_person AS p JOIN encounter AS e ON e.id = p.encounter_id"
            " WHERE " WRITTEN " AND (? = 0 OR e.partner_id = ?)"
            " AND (? = 0 OR e.partner_cluster_id = ?) GROUP BY p.individual_id)"
            " SELECT l.individual_id, CASE WHEN p.name <> '' THEN p.name ELSE"
            " COALESCE((SELECT a.name FROM account AS a WHERE a.id = i.account_id),"
            "  (SELECT MAX(q.name) FROM person AS q WHERE q.individual_id = i.id), '') END,"
            " COALESCE(e.partner_cluster_id, 0), COALESCE(e.partner_id, 0), COALESCE(c.name, ''),"
            " COALESCE(c.lang, ''), COALESCE(o.name, ''), COALESCE(o.lang, ''), e.day"
            " FROM last AS l JOIN encounter AS e ON e.id = l.encounter_id"
            " JOIN encounter_person AS p ON p.encounter_id = e.id"
            "  AND p.individual_id = l.individual_id"
            " JOIN individual AS i ON i.id = l.individual_id"
            " LEFT JOIN cluster AS c ON c.id = e.partner_cluster_id"
            " LEFT JOIN organisation AS o ON o.id = e.partner_id"
            " ORDER BY e.day DESC, e.id DESC LIMIT ?",
            num(k->cluster), num(k->organisation), num(k->organisation), num(organisation),
            num(organisation), num(cluster), num(cluster), num(ENCOUNTER_KNOWN_MOST));
    while (db_next(&r, to(n.individual), to(n.name), to(n.cluster), to(n.organisation),
            to(n.cluster_name), to(n.cluster_lang), to(n.organisation_name),
            to(n.organisation_lang), to(n.day))) {
        found.at[found.count++] = n;
    }
    return found;
}

bool encounter_knows(struct work *w, const struct encounter_keeper *k, int64_t individual) {
    return db_number(w,
                   "SELECT COUNT(*) FROM encounter_person AS p JOIN encounter AS e"
                   " ON e.id = p.encounter_id WHERE p.individual_id = ? AND " WRITTEN,
                   num(individual), num(k->cluster), num(k->organisation),
                   num(k->organisation)) > 0;
}
