#include "trust/encounter_note.h"

#include "db/db.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct encounter_note, name)

static const struct column columns[] = {
        {"note", say_word("Note"), PLACE(body), COLUMN_TEXT, 0, 4000, false},
        {"step", say_word("Next step"), PLACE(step), COLUMN_LINE, 0, 300, false},
        {"step_day", say_word("Until"), PLACE(step_day), COLUMN_DAY, 0, 10, false},
        {"step_who", say_word("Who does it"), PLACE(step_who), COLUMN_LINE, 0, 120, false},
};

const struct columns encounter_note_columns = {columns, sizeof(columns) / sizeof(columns[0])};

/* clang-format off */
#define KEPT "COALESCE(n.cluster_id, 0) = ? AND COALESCE(n.organisation_id, 0) = ?"
/* clang-format on */

bool encounter_note_one(struct work *w, int64_t encounter, const struct encounter_keeper *k,
        struct encounter_note *found) {
    struct rows r = db_rows(w,
            "SELECT n.id, n.version, n.updated, n.body, n.step, n.step_day, n.step_who, n.step_done"
            " FROM encounter_note AS n WHERE n.encounter_id = ? AND " KEPT,
            num(encounter), num(k->cluster), num(k->organisation));
    bool there = db_next(&r, to(found->id), to(found->version), to(found->updated), to(found->body),
            to(found->step), to(found->step_day), to(found->step_who), to(found->done));
    db_stop(&r);
    return there;
}

static bool add(struct work *w, int64_t encounter, const struct encounter_keeper *k,
        struct encounter_note *n) {
    n->id = db_number(w,
            "INSERT INTO encounter_note (encounter_id, cluster_id, organisation_id, body, step,"
            " step_day, step_who, account_id, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING RETURNING id",
            num(encounter), key_or_none(k->cluster), key_or_none(k->organisation), txt(n->body),
            txt(n->step), txt(n->step_day), txt(n->step_who), num(w->actor), num(w->now));
    return n->id != 0;
}

enum saved encounter_note_save(struct work *w, int64_t encounter, const struct encounter_keeper *k,
        struct encounter_note *n) {
    if (n->version == 0) {
        return add(w, encounter, k, n) ? SAVED_NEW : SAVED_OLD_VERSION;
    }
    bool stored = db_number(w,
                          "UPDATE encounter_note SET body = ?, step_done = CASE WHEN step = ? THEN"
                          " step_done ELSE 0 END, step = ?, step_day = ?, step_who = ?,"
                          " account_id = ?, updated = ?, version = version + 1"
                          " WHERE encounter_id = ? AND COALESCE(cluster_id, 0) = ?"
                          " AND COALESCE(organisation_id, 0) = ? AND version = ? RETURNING id",
                          txt(n->body), txt(n->step), txt(n->step), txt(n->step_day),
                          txt(n->step_who), num(w->actor), num(w->now), num(encounter),
                          num(k->cluster), num(k->organisation), num(n->version)) != 0;
    return stored ? SAVED_CHANGED : SAVED_OLD_VERSION;
}

void encounter_note_done(struct work *w, int64_t encounter, const struct encounter_keeper *k) {
    db_run(w,
            "UPDATE encounter_note SET step_done = ?, version = version + 1"
            " WHERE encounter_id = ? AND COALESCE(cluster_id, 0) = ?"
            " AND COALESCE(organisation_id, 0) = ? AND step <> '' AND step_done = 0",
            num(w->now), num(encounter), num(k->cluster), num(k->organisation));
}

struct encounter_steps encounter_step_list(struct work *w, const struct encounter_keeper *k) {
    struct encounter_steps found = {
            .at = arena_new(w->mem, struct encounter_step, ENCOUNTER_STEPS_MOST)};
    struct encounter_step s = {0};
    struct rows r = db_rows(w,
            "SELECT n.encounter_id, n.step, n.step_day, n.step_who, e.title,"
            " COALESCE(o.name, c.name, ''), COALESCE(o.lang, c.lang, '')"
            " FROM encounter_note AS n JOIN encounter AS e ON e.id = n.encounter_id"
            " LEFT JOIN organisation AS o ON o.id = e.partner_id"
            " LEFT JOIN cluster AS c ON c.id = e.partner_cluster_id"
            " WHERE " KEPT " AND n.step <> '' AND n.step_done = 0"
            " ORDER BY CASE WHEN n.step_day = '' THEN 1 ELSE 0 END, n.step_day, n.id LIMIT ?",
            num(k->cluster), num(k->organisation), num(ENCOUNTER_STEPS_MOST));
    while (db_next(&r, to(s.encounter), to(s.step), to(s.day), to(s.who), to(s.title),
            to(s.partner), to(s.partner_lang))) {
        found.at[found.count++] = s;
    }
    return found;
}
