#include "mail/outgoing.h"

#include "db/db.h"
#include "mail/unwanted.h"

enum {
    DAY = 24 * 3600,
    SENT_KEPT = 90 * DAY,   /* the line that one was sent */
    FAILED_READ = 30 * DAY, /* what one says that could not be sent; its links are over by then */
    FAILED_KEPT = 90 * DAY,
    SWEPT_AT_ONCE = 500,
};

static const str states[OUTGOING_STATES] = {
        {"waiting", 7}, {"sent", 4}, {"failed", 6}, {"refused", 7}};

int64_t outgoing_pause(int64_t tries) {
    static const int64_t pauses[] = {60, 300, 1800, 7200, 28800, 86400}; /* a minute to a day */
    int64_t known = (int64_t)(sizeof(pauses) / sizeof(pauses[0]));
    return tries >= 1 && tries <= known ? pauses[tries - 1] : 0;
}

/* Counts the try before it is made: a letter that brings the program down is not tried for ever. */
static int64_t lease(struct work *w) {
    int64_t id = 0;
    int64_t due = 0;
    db_begin(w);
    struct rows r = db_rows(w,
            "SELECT id, due FROM letter WHERE state = 'waiting' AND due <= ?"
            " ORDER BY due, id LIMIT 1",
            num(w->now));
    (void)db_next(&r, to(id), to(due));
    db_stop(&r);
    if (id) {
        db_run(w,
                "UPDATE letter SET due = ?, tries = tries + 1"
                " WHERE id = ? AND state = 'waiting' AND due = ?",
                num(w->now + OUTGOING_LEASE_SECONDS), num(id), num(due));
    }
    return db_end(w) ? id : 0;
}

bool outgoing_take(struct work *w, const struct seal *seal, struct letter *l) {
    int64_t id;
    while ((id = lease(w)) && !outbox_read(w, seal, id, l)) {
        db_begin(w);
        outgoing_failed(w, &(struct letter){.id = id}, STR("another key sealed it"));
        (void)db_end(w);
    }
    return id && work_ok(w);
}

/* In each of these the state is asked for too: somebody may have dropped it meanwhile. */
static void end(struct work *w, const struct letter *l, enum outgoing_state state, str fault) {
    db_run(w, "UPDATE letter SET state = ?, due = ?, fault = ? WHERE id = ? AND state = 'waiting'",
            txt(states[state]), num(w->now), txt(str_cap(fault, OUTGOING_FAULT_MOST)), num(l->id));
}

void outgoing_sent(struct work *w, const struct seal *seal, const struct letter *l) {
    db_run(w,
            "UPDATE letter SET state = 'sent', due = ?, fault = '', sealed = '', recipient = ?"
            " WHERE id = ? AND state = 'waiting'",
            num(w->now), txt(unwanted_hash(w->mem, seal, l->to)), num(l->id));
}

void outgoing_refused(struct work *w, const struct letter *l, str fault) {
    end(w, l, OUTGOING_REFUSED, fault);
}

void outgoing_failed(struct work *w, const struct letter *l, str fault) {
    end(w, l, OUTGOING_FAILED, fault);
}

void outgoing_put_off(struct work *w, const struct letter *l, str fault) {
    int64_t pause =
            outgoing_pause(db_number(w, "SELECT tries FROM letter WHERE id = ?", num(l->id)));
    if (!pause) {
        outgoing_failed(w, l, fault);
        return;
    }
    db_run(w, "UPDATE letter SET due = ?, fault = ? WHERE id = ? AND state = 'waiting'",
            num(w->now + pause), txt(str_cap(fault, OUTGOING_FAULT_MOST)), num(l->id));
}

void outgoing_wait(struct work *w, const struct letter *l, str fault) {
    db_run(w,
            "UPDATE letter SET due = ?, tries = tries - 1, fault = ? WHERE id = ?"
            " AND state = 'waiting' AND tries > 0",
            num(w->now + outgoing_pause(1)), txt(str_cap(fault, OUTGOING_FAULT_MOST)), num(l->id));
}

void outgoing_give_back(struct work *w, const struct letter *l) {
    db_run(w,
            "UPDATE letter SET due = ?, tries = tries - 1 WHERE id = ? AND state = 'waiting'"
            " AND tries > 0",
            num(w->now), num(l->id));
}

static enum outgoing_state state_named(str name) {
    enum outgoing_state s = OUTGOING_WAITING;
    while (s + 1 < OUTGOING_STATES && !str_eq(states[s], name)) {
        s++;
    }
    return s;
}

#define COLUMNS                                                                             \
    "l.id, l.kind, l.recipient, l.tongue, COALESCE(c.name, ''), l.state, l.created, l.due," \
    " l.tries, l.fault, CASE WHEN l.sealed = '' THEN 0 ELSE 1 END"

static bool next(struct rows *r, struct outgoing *o) {
    str tongue = {0};
    str state = {0};
    int64_t readable = 0;
    *o = (struct outgoing){0};
    if (!db_next(r, to(o->id), to(o->kind), to(o->recipient), to(tongue), to(o->cluster), to(state),
                to(o->created), to(o->due), to(o->tries), to(o->fault), to(readable))) {
        return false;
    }
    (void)tongue_of(tongue, &o->tongue);
    o->state = state_named(state);
    o->readable = readable != 0;
    return true;
}

struct outgoings outgoing_list(struct work *w, enum outgoing_state state, int64_t before) {
    struct outgoings found = {.at = arena_new(w->mem, struct outgoing, OUTGOING_PAGE + 1)};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM letter AS l LEFT JOIN cluster AS c ON c.id = l.cluster_id"
            " WHERE l.state = ? AND (? = 0 OR l.id < ?) ORDER BY l.id DESC LIMIT ?",
            txt(states[state]), num(before), num(before), num(OUTGOING_PAGE));
    while (next(&r, &found.at[found.count])) {
        found.count++;
    }
    return found;
}

bool outgoing_one(struct work *w, int64_t id, struct outgoing *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM letter AS l LEFT JOIN cluster AS c ON c.id = l.cluster_id"
            " WHERE l.id = ?",
            num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

void outgoing_counts(struct work *w, int64_t of_state[OUTGOING_STATES]) {
    str state = {0};
    int64_t count = 0;
    for (size_t i = 0; i < OUTGOING_STATES; i++) {
        of_state[i] = 0;
    }
    struct rows r = db_rows(w, "SELECT state, COUNT(*) FROM letter GROUP BY state");
    while (db_next(&r, to(state), to(count))) {
        of_state[state_named(state)] = count;
    }
}

/* One that is due within the lease may be under way just now. */
bool outgoing_retry(struct work *w, int64_t id) {
    return db_number(w,
                   "UPDATE letter SET state = 'waiting', due = ?, tries = 0"
                   " WHERE id = ? AND sealed <> ''"
                   " AND (state IN ('failed', 'refused') OR (state = 'waiting' AND due > ?))"
                   " RETURNING id",
                   num(w->now), num(id), num(w->now + OUTGOING_LEASE_SECONDS)) == id;
}

void outgoing_retry_all(struct work *w) {
    db_run(w,
            "UPDATE letter SET state = 'waiting', due = ?, tries = 0 WHERE sealed <> ''"
            " AND (state = 'failed' OR (state = 'waiting' AND due > ?))",
            num(w->now), num(w->now + OUTGOING_LEASE_SECONDS));
}

bool outgoing_drop(struct work *w, int64_t id) {
    return db_number(w, "DELETE FROM letter WHERE id = ? AND state <> 'sent' RETURNING id",
                   num(id)) == id;
}

/* Of letters that could not be sent the address goes with what they say. */
static void forget_failed(struct work *w, const struct seal *seal) {
    int64_t ids[SWEPT_AT_ONCE];
    str mails[SWEPT_AT_ONCE];
    size_t count = 0;
    struct rows r = db_rows(w,
            "SELECT id, recipient FROM letter WHERE state IN ('failed', 'refused')"
            " AND sealed <> '' AND due < ? LIMIT ?",
            num(w->now - FAILED_READ), num(SWEPT_AT_ONCE));
    while (db_next(&r, to(ids[count]), to(mails[count]))) {
        count++;
    }
    for (size_t i = 0; i < count; i++) {
        db_run(w, "UPDATE letter SET sealed = '', recipient = ? WHERE id = ?",
                txt(unwanted_hash(w->mem, seal, mails[i])), num(ids[i]));
    }
}

void outgoing_sweep(struct work *w, const struct seal *seal) {
    db_run(w, "DELETE FROM letter WHERE state = 'sent' AND due < ?", num(w->now - SENT_KEPT));
    db_run(w, "DELETE FROM letter WHERE state IN ('failed', 'refused') AND due < ?",
            num(w->now - FAILED_KEPT));
    forget_failed(w, seal);
}
