#include "trust/encounter_speech.h"

#include "db/db.h"
#include "trust/encounter.h"

/* What they said themselves counts more than what others entered of them; of several entries the newest
 * that has not ended. */
struct encounter_speech encounter_speech(struct work *w, int64_t encounter) {
    struct encounter_speech found = {{arena_new(w->mem, struct speaker, ENCOUNTER_PEOPLE_MOST), 0},
            {arena_new(w->mem, struct speaker, ENCOUNTER_PEOPLE_MOST), 0}};
    struct speaker s = {0};
    str side = {0};
    struct rows r = db_rows(w,
            "SELECT p.individual_id, p.side,"
            " CASE WHEN p.name <> '' THEN p.name ELSE COALESCE(a.name, q.name, '') END,"
            " CASE WHEN i.languages <> '' THEN i.languages ELSE COALESCE(q.languages, '') END,"
            " COALESCE(q.role, '')"
            " FROM encounter_person AS p JOIN individual AS i ON i.id = p.individual_id"
            " LEFT JOIN account AS a ON a.id = i.account_id"
            " LEFT JOIN person AS q ON q.id = (SELECT MAX(n.id) FROM person AS n"
            "   WHERE n.individual_id = i.id AND n.until = '')"
            " WHERE p.encounter_id = ? ORDER BY p.side, 3, p.individual_id LIMIT ?",
            num(encounter), num(ENCOUNTER_PEOPLE_MOST));
    while (db_next(&r, to(s.id), to(side), to(s.name), to(s.languages), to(s.role))) {
        struct speakers *to = str_eq(side, STR("ours")) ? &found.ours : &found.theirs;
        to->at[to->count++] = s;
    }
    return found;
}
