#include "trust/approach_due.h"

#include "db/db.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600 };

/* Few at a time: each is read whole, and the list is asked for again. */
static struct approaches read_each(struct work *w, struct rows *r) {
    struct approaches found = {.at = arena_new(w->mem, struct approach, APPROACHES_MOST)};
    int64_t *ids = arena_new(w->mem, int64_t, APPROACHES_MOST);
    size_t count = 0;
    int64_t id = 0;
    while (count < APPROACHES_MOST && db_next(r, to(id))) {
        ids[count++] = id;
    }
    db_stop(r);
    for (size_t i = 0; i < count; i++) {
        found.count += approach_one(w, ids[i], &found.at[found.count]);
    }
    return found;
}

static str day_from_now(struct work *w, int64_t days) {
    return date_of(w->mem, w->now + days * DAY_SECONDS);
}

struct approaches approach_to_remind(struct work *w) {
    struct rows r = db_rows(w,
            "SELECT a.id FROM approach AS a JOIN approach_answer AS n ON n.approach_id = a.id"
            " WHERE n.reminded = 0 AND a.deadline >= ?"
            " AND a.deadline <= CASE WHEN a.days < 4 THEN ? WHEN a.days < 6 THEN ? ELSE ? END"
            " AND ((a.state = 'open' AND n.answer = '')"
            "   OR (a.state IN ('open', 'yes') AND a.confirmed = 0))"
            " ORDER BY a.id LIMIT ?",
            txt(day_from_now(w, 0)), txt(day_from_now(w, 1)), txt(day_from_now(w, 2)),
            txt(day_from_now(w, APPROACH_REMIND_DAYS)), num(APPROACHES_MOST));
    return read_each(w, &r);
}

void approach_note_reminded(struct work *w, const struct approach *a) {
    db_run(w, "UPDATE approach_answer SET reminded = ? WHERE approach_id = ?", num(w->now),
            num(a->id));
}

bool approach_unanswered(struct work *w, const struct approach *a) {
    return a->state == APPROACH_OPEN &&
           db_number(w,
                   "SELECT COUNT(*) FROM approach_answer WHERE approach_id = ? AND answer = ''",
                   num(a->id)) > 0;
}

struct approaches approach_to_close(struct work *w) {
    struct rows r = db_rows(w,
            "SELECT id FROM approach WHERE deadline < ? AND (state = 'open'"
            " OR (state = 'yes' AND opened = 0)) ORDER BY id LIMIT ?",
            txt(day_from_now(w, 0)), num(APPROACHES_MOST));
    return read_each(w, &r);
}

void approach_close(struct work *w, struct approach *a) {
    a->state = APPROACH_CLOSED;
    a->told = w->now;
    db_run(w, "UPDATE approach SET state = 'closed', told = ? WHERE id = ?", num(w->now),
            num(a->id));
    db_run(w, "DELETE FROM approach_passed WHERE approach_id = ?", num(a->id));
}

struct approaches approach_to_ask_again(struct work *w) {
    struct rows r = db_rows(w,
            "SELECT id FROM approach WHERE state = 'later' AND again <= ? ORDER BY id LIMIT ?",
            txt(day_from_now(w, 0)), num(APPROACHES_MOST));
    return read_each(w, &r);
}

void approach_ask_again(struct work *w, struct approach *a) {
    a->state = APPROACH_OPEN;
    a->told = w->now;
    a->again = (str){0};
    a->deadline = day_from_now(w, a->days);
    db_run(w, "UPDATE approach SET state = 'open', told = ?, again = '', deadline = ? WHERE id = ?",
            num(w->now), txt(a->deadline), num(a->id));
    db_run(w,
            "UPDATE approach_answer SET answer = '', reason = '', note = '', at = 0, reminded = 0"
            " WHERE approach_id = ?",
            num(a->id));
}
