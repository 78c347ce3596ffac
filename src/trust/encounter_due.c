#include "trust/encounter_due.h"

#include "db/db.h"

size_t encounter_due(struct work *w, int64_t ids[ENCOUNTER_DUE_MOST]) {
    size_t count = 0;
    struct rows r = db_rows(w,
            "SELECT DISTINCT e.id FROM encounter AS e"
            " JOIN encounter_person AS p ON p.encounter_id = e.id"
            " WHERE e.state IN ('planned', 'held', 'not-held') AND e.ends < ? AND e.ends > ?"
            " AND p.said = '' AND p.reply <> 'not-coming'"
            " AND (p.asked = 0 OR (p.reminded = 0 AND p.asked < ?))"
            " AND NOT EXISTS (SELECT 1 FROM encounter_person AS s WHERE s.encounter_id = e.id"
            "                 AND s.side = p.side AND s.said <> '')"
            " AND (p.mail <> '' OR EXISTS (SELECT 1 FROM individual AS i WHERE i.id = p.individual_id"
            "      AND (i.account_id IS NOT NULL OR EXISTS (SELECT 1 FROM person AS q"
            "           WHERE q.individual_id = i.id AND q.mail <> ''))))"
            " ORDER BY e.id LIMIT ?",
            num(w->now - ENCOUNTER_WAIT_SECONDS), num(w->now - ENCOUNTER_OLD_SECONDS),
            num(w->now - ENCOUNTER_AGAIN_SECONDS), num(ENCOUNTER_DUE_MOST));
    while (count < ENCOUNTER_DUE_MOST && db_next(&r, to(ids[count]))) {
        count++;
    }
    db_stop(&r);
    return count;
}

static bool side_said(const struct encounter_people *all, enum encounter_side side) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->at[i].side == side && all->at[i].said.len) {
            return true;
        }
    }
    return false;
}

static bool is_due(const struct work *w, const struct encounter_person *p) {
    if (p->mail.len == 0 || p->said.len || str_eq(p->reply, STR("not-coming"))) {
        return false;
    }
    return p->asked == 0 || (p->reminded == 0 && p->asked < w->now - ENCOUNTER_AGAIN_SECONDS);
}

struct encounter_people encounter_due_people(
        struct work *w, const struct encounter *e, const struct encounter_people *all) {
    struct encounter_people due = {
            .at = arena_new(w->mem, struct encounter_person, ENCOUNTER_PEOPLE_MOST)};
    bool asked_about = e->state == ENCOUNTER_PLANNED || e->state == ENCOUNTER_HELD ||
                       e->state == ENCOUNTER_NOT_HELD;
    for (size_t i = 0; asked_about && i < all->count; i++) {
        if (is_due(w, &all->at[i]) && !side_said(all, all->at[i].side)) {
            due.at[due.count++] = all->at[i];
        }
    }
    return due;
}
