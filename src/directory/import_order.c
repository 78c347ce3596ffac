#include "directory/import_order.h"

#include "db/change.h"
#include "db/db.h"

#define COLUMNS \
    "import_id, account_id, tongue, apply, leave_wrong, state, asked, tries, done, total"

/* Its change wakes those who take orders. */
void import_order_ask(struct work *w, const struct import_order *o) {
    db_run(w,
            "INSERT INTO import_order (import_id, account_id, tongue, apply, leave_wrong, state,"
            " asked) VALUES (?, ?, ?, ?, ?, 'waits', ?)"
            " ON CONFLICT (import_id) DO UPDATE SET account_id = excluded.account_id,"
            " tongue = excluded.tongue, apply = excluded.apply,"
            " leave_wrong = excluded.leave_wrong, state = 'waits', asked = excluded.asked,"
            " tries = 0, done = 0, total = 0 WHERE import_order.state <> 'waits'",
            num(o->import), num(o->account), txt(tongue_code(o->tongue)), num(o->apply),
            num(o->leave_wrong), num(w->now));
    change_note(w, STR("import"), o->import);
}

static enum import_order_state state_of(str word, int64_t tries) {
    if (str_eq(word, STR("waits"))) {
        return tries ? IMPORT_ORDER_RUNS : IMPORT_ORDER_WAITS;
    }
    return str_eq(word, STR("done")) ? IMPORT_ORDER_DONE : IMPORT_ORDER_BROKE;
}

static bool take(struct rows *r, struct import_order *o) {
    int64_t apply = 0;
    int64_t leave_wrong = 0;
    int64_t tries = 0;
    str tongue = {0};
    str state = {0};
    bool there = db_next(r, to(o->import), to(o->account), to(tongue), to(apply), to(leave_wrong),
            to(state), to(o->asked), to(tries), to(o->done), to(o->total));
    db_stop(r);
    if (there) {
        (void)tongue_of(tongue, &o->tongue);
        o->apply = apply;
        o->leave_wrong = leave_wrong;
        o->state = state_of(state, tries);
    }
    return there;
}

bool import_order_one(struct work *w, int64_t import, struct import_order *found) {
    struct rows r =
            db_rows(w, "SELECT " COLUMNS " FROM import_order WHERE import_id = ?", num(import));
    return take(&r, found);
}

bool import_order_next(struct work *w, struct import_order *o) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM import_order WHERE state = 'waits'"
            " AND (asked, import_id) > (?, ?) ORDER BY asked, import_id LIMIT 1",
            num(o->asked), num(o->import));
    return take(&r, o);
}

bool import_order_begin(struct work *w, const struct import_order *o) {
    db_begin(w);
    bool begun = db_number(w,
                         "UPDATE import_order SET tries = tries + 1, done = 0, total = 0"
                         " WHERE import_id = ? AND state = 'waits' AND tries < ? RETURNING 1",
                         num(o->import), num(IMPORT_ORDER_TRIES_MOST)) > 0;
    if (!begun) {
        db_run(w, "UPDATE import_order SET state = 'broke' WHERE import_id = ? AND state = 'waits'",
                num(o->import));
    }
    return db_end(w) && begun;
}

void import_order_leave(struct work *w, int64_t import) {
    db_run(w, "UPDATE import_order SET tries = tries - 1 WHERE import_id = ? AND state = 'waits'",
            num(import));
}

void import_order_break(struct work *w, int64_t import) {
    db_run(w, "UPDATE import_order SET state = 'broke' WHERE import_id = ? AND state = 'waits'",
            num(import));
}

void import_order_tell(struct work *w, int64_t import, int64_t done, int64_t total) {
    db_run(w, "UPDATE import_order SET done = ?, total = ? WHERE import_id = ? AND state = 'waits'",
            num(done), num(total), num(import));
}

/* What is done is marked so in the same unit: nobody does it twice, whatever breaks. */
static bool do_once(
        struct work *w, const struct import_order *o, struct import_progress *progress) {
    if (progress) {
        db_begin_bulk(w);
    } else {
        db_begin(w);
    }
    if (o->apply) {
        struct import_counts counts = import_apply(w, o->import, o->leave_wrong, progress);
        if (counts.by[IMPORT_WRONG] && !o->leave_wrong && work_ok(w)) {
            db_forget(w);
            return false;
        }
    } else {
        (void)import_judge(w, o->import, progress);
    }
    db_run(w, "UPDATE import_order SET state = 'done' WHERE import_id = ?", num(o->import));
    return db_end(w);
}

bool import_order_do(
        struct work *w, const struct import_order *o, struct import_progress *progress) {
    struct arena_mark clean = arena_mark(w->mem);
    for (int tries = 1;; tries++) {
        bool done = do_once(w, o, progress);
        if (done || w->trouble != TROUBLE_AGAIN || tries == IMPORT_ORDER_TRIES_MOST) {
            return done;
        }
        arena_rewind(w->mem, clean);
    }
}
