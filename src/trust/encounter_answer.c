#include "trust/encounter_answer.h"

#include "db/db.h"
#include "directory/individual.h"
#include "trust/evidence.h"

enum { TYPED_SECONDS = ENCOUNTER_TYPED_DAYS * 24 * 3600 };

static enum evidence_kind kind_of(str how) {
    enum evidence_kind kind = EVIDENCE_MET;
    if (!evidence_kind_of(how, &kind)) {
        return EVIDENCE_MET; /* "person" */
    }
    return kind;
}

static bool says_met(const struct encounter_person *p, enum encounter_side side) {
    return p->side == side && str_eq(p->said, STR("met"));
}

void encounter_settle(struct work *w, int64_t id) {
    struct encounter e = {0};
    evidence_withdraw(w, SOURCE_ENCOUNTER, id);
    if (!encounter_one(w, id, &e) || !e.confirmed) {
        return;
    }
    struct encounter_people all = encounter_people(w, id);
    for (size_t i = 0; i < all.count; i++) {
        for (size_t j = 0; j < all.count; j++) {
            if (says_met(&all.at[i], SIDE_OURS) && says_met(&all.at[j], SIDE_THEIRS)) {
                evidence_add_both(w, &(struct evidence){.giver = all.at[i].individual,
                                             .receiver = all.at[j].individual,
                                             .kind = kind_of(e.how),
                                             .day = e.day,
                                             .source = SOURCE_ENCOUNTER,
                                             .source_id = id});
            }
        }
    }
}

static bool is_gone(const struct encounter *e) {
    return e->state == ENCOUNTER_CANCELLED || e->state == ENCOUNTER_TAKEN_BACK;
}

enum encounter_answered encounter_reply(
        struct work *w, int64_t id, int64_t individual, str reply, str note) {
    struct encounter e = {0};
    if (!encounter_one(w, id, &e)) {
        return ENCOUNTER_NOT_THERE;
    }
    if (e.state != ENCOUNTER_PLANNED || e.ends <= w->now) {
        return ENCOUNTER_OVER;
    }
    bool there = db_number(w,
                         "UPDATE encounter_person SET reply = ?, note = ?, replied = ?"
                         " WHERE encounter_id = ? AND individual_id = ? RETURNING individual_id",
                         txt(reply), txt(str_cap(str_trim(note), ENCOUNTER_NOTE_MOST)), num(w->now),
                         num(id), num(individual)) != 0;
    return there ? ENCOUNTER_ANSWERED : ENCOUNTER_NOT_THERE;
}

/* Somebody says they met: it was held, whatever others say. Nobody does, and somebody that they did
 * not: it was not. */
static void renew_state(struct work *w, int64_t id) {
    db_run(w,
            "UPDATE encounter SET state = CASE"
            " WHEN EXISTS (SELECT 1 FROM encounter_person AS p WHERE p.encounter_id = encounter.id"
            "              AND p.said = 'met') THEN 'held'"
            " WHEN EXISTS (SELECT 1 FROM encounter_person AS p WHERE p.encounter_id = encounter.id"
            "              AND p.said = 'not-met') THEN 'not-held'"
            " ELSE state END, updated = ?"
            " WHERE id = ?",
            num(w->now), num(id));
}

enum encounter_answered encounter_say(struct work *w, int64_t id, int64_t individual, bool met) {
    struct encounter e = {0};
    if (!encounter_one(w, id, &e)) {
        return ENCOUNTER_NOT_THERE;
    }
    if (is_gone(&e)) {
        return ENCOUNTER_OVER;
    }
    if (e.starts > w->now) {
        return ENCOUNTER_NOT_BEGUN;
    }
    bool there = db_number(w,
                         "UPDATE encounter_person SET said = ?, at = ?"
                         " WHERE encounter_id = ? AND individual_id = ? RETURNING individual_id",
                         txt(met ? STR("met") : STR("not-met")), num(w->now), num(id),
                         num(individual)) != 0;
    if (!there) {
        return ENCOUNTER_NOT_THERE;
    }
    renew_state(w, id);
    encounter_settle(w, id);
    return ENCOUNTER_ANSWERED;
}

static bool anybody(struct work *w, int64_t id, str side) {
    return db_number(w, "SELECT COUNT(*) FROM encounter_person WHERE encounter_id = ? AND side = ?",
                   num(id), txt(side)) > 0;
}

/* Nothing stays of who met whom, nor of where and about what. Costs stay: they are money spent. */
static void forget(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM encounter_person WHERE encounter_id = ?", num(id));
    db_run(w, "DELETE FROM encounter_note WHERE encounter_id = ?", num(id));
    db_run(w, "UPDATE encounter_cost SET note = '' WHERE encounter_id = ?", num(id));
    db_run(w,
            "UPDATE encounter SET state = 'taken-back', place = '', title = '', reason = '',"
            " own_id = CASE WHEN cluster_id IS NULL THEN own_id ELSE NULL END, partner_id = NULL,"
            " partner_cluster_id = NULL, version = version + 1 WHERE id = ?",
            num(id));
}

enum encounter_answered encounter_part(struct work *w, int64_t id, int64_t individual) {
    struct encounter e = {0};
    if (!encounter_one(w, id, &e)) {
        return ENCOUNTER_NOT_THERE;
    }
    bool there = db_number(w,
                         "DELETE FROM encounter_person WHERE encounter_id = ? AND individual_id = ?"
                         " RETURNING individual_id",
                         num(id), num(individual)) != 0;
    if (!there) {
        return ENCOUNTER_NOT_THERE;
    }
    db_run(w, "UPDATE encounter SET parted = parted + 1, updated = ? WHERE id = ?", num(w->now),
            num(id));
    if (anybody(w, id, STR("ours")) && anybody(w, id, STR("theirs"))) {
        renew_state(w, id);
    } else {
        forget(w, id);
    }
    encounter_settle(w, id);
    return ENCOUNTER_ANSWERED;
}

/* Where both were at one meeting the row of `into` stays, and what `from` said goes with `from`. */
void encounter_unite(struct work *w, int64_t from, int64_t into) {
    enum { MEETINGS_MOST = 1000 };
    int64_t *ids = arena_new(w->mem, int64_t, MEETINGS_MOST);
    size_t count = 0;
    int64_t id = 0;
    struct rows r = db_rows(w,
            "SELECT encounter_id FROM encounter_person WHERE individual_id = ?"
            " ORDER BY encounter_id LIMIT ?",
            num(from), num(MEETINGS_MOST));
    while (db_next(&r, to(id))) {
        ids[count++] = id;
    }
    db_run(w,
            "UPDATE encounter_person SET individual_id = ? WHERE individual_id = ? AND NOT EXISTS"
            " (SELECT 1 FROM encounter_person AS b WHERE b.individual_id = ?"
            "  AND b.encounter_id = encounter_person.encounter_id)",
            num(into), num(from), num(into));
    db_run(w, "DELETE FROM encounter_person WHERE individual_id = ?", num(from));
    for (size_t i = 0; i < count; i++) {
        encounter_settle(w, ids[i]);
    }
}

void encounter_sweep(struct work *w) {
    db_run(w,
            "DELETE FROM encounter_person WHERE mail <> '' AND replied = 0 AND at = 0"
            " AND EXISTS (SELECT 1 FROM encounter AS e WHERE e.id = encounter_person.encounter_id"
            "             AND e.ends < ? AND e.created < ?)",
            num(w->now - TYPED_SECONDS), num(w->now - TYPED_SECONDS));
}
