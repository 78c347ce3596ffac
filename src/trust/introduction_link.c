#include "trust/introduction_link.h"

#include "db/db.h"

enum { MONTH_SECONDS = 30 * 24 * 3600 };

static const char *const states[INTRODUCTION_LINK_STATES] = {
        [INTRODUCTION_PLANNED] = "planned",
        [INTRODUCTION_ASKED] = "asked",
        [INTRODUCTION_AGREED] = "yes",
        [INTRODUCTION_REFUSED] = "no",
        [INTRODUCTION_LAPSED] = "lapsed",
        [INTRODUCTION_ENDED] = "ended",
};

/* clang-format off */
#define COLUMNS                                                                              \
    "l.introduction_id, l.chain, l.place, l.individual_id, l.last, l.state, l.asked,"        \
    " l.answered, CASE WHEN l.place = 1 THEN n.asker_id ELSE"                                \
    "  COALESCE((SELECT b.individual_id FROM introduction_link AS b"                         \
    "   WHERE b.introduction_id = l.introduction_id AND b.chain = l.chain"                   \
    "   AND b.place = l.place - 1), 0) END,"                                                 \
    " COALESCE((SELECT f.individual_id FROM introduction_link AS f"                          \
    "  WHERE f.introduction_id = l.introduction_id AND f.chain = l.chain"                    \
    "  AND f.place = l.place + 1), 0)"
#define FROM " FROM introduction_link AS l JOIN introduction AS n ON n.id = l.introduction_id"
/* clang-format on */

static enum introduction_link_state state_of(str word) {
    for (enum introduction_link_state s = 0; s < INTRODUCTION_LINK_STATES; s++) {
        if (str_eq(word, str_of(states[s]))) {
            return s;
        }
    }
    return INTRODUCTION_ENDED;
}

static bool read_one(struct rows *r, struct introduction_link *l) {
    int64_t last = 0;
    str state = {0};
    *l = (struct introduction_link){0};
    bool there = db_next(r, to(l->introduction), to(l->chain), to(l->place), to(l->individual),
            to(last), to(state), to(l->asked), to(l->answered), to(l->before), to(l->after));
    l->last = last != 0;
    l->state = state_of(state);
    db_stop(r);
    return there;
}

void introduction_link_plan(
        struct work *w, const struct introduction *n, const int64_t *people, size_t count) {
    int64_t chain = introduction_link_chains(w, n->id) + 1;
    for (size_t i = 0; i < count; i++) {
        db_run(w,
                "INSERT INTO introduction_link"
                " (introduction_id, chain, place, individual_id, last) VALUES (?, ?, ?, ?, ?)",
                num(n->id), num(chain), num((int64_t)i + 1), num(people[i]), num(i + 1 == count));
    }
}

bool introduction_link_asked(
        struct work *w, int64_t introduction, struct introduction_link *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE l.introduction_id = ? AND l.state = 'asked'"
            " ORDER BY l.chain, l.place LIMIT 1",
            num(introduction));
    return read_one(&r, found);
}

/* Whoever was erased leaves a gap, and so an end. */
bool introduction_link_next(struct work *w, int64_t introduction, struct introduction_link *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE l.introduction_id = ? AND l.state = 'planned'"
            " AND l.chain = (SELECT MAX(m.chain) FROM introduction_link AS m"
            "                WHERE m.introduction_id = l.introduction_id)"
            " AND (l.place = 1 OR EXISTS (SELECT 1 FROM introduction_link AS b"
            "      WHERE b.introduction_id = l.introduction_id AND b.chain = l.chain"
            "      AND b.place = l.place - 1 AND b.state = 'yes'))"
            " ORDER BY l.place LIMIT 1",
            num(introduction));
    return read_one(&r, found);
}

bool introduction_link_one(struct work *w, int64_t introduction, int64_t chain, int64_t place,
        struct introduction_link *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE l.introduction_id = ? AND l.chain = ? AND l.place = ?",
            num(introduction), num(chain), num(place));
    return read_one(&r, found);
}

bool introduction_link_mine(
        struct work *w, int64_t introduction, int64_t individual, struct introduction_link *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM
            " WHERE l.introduction_id = ? AND l.individual_id = ? AND l.asked > 0"
            " ORDER BY l.chain DESC LIMIT 1",
            num(introduction), num(individual));
    return read_one(&r, found);
}

int64_t introduction_link_introducer(struct work *w, int64_t introduction) {
    return db_number(w,
            "SELECT COALESCE(MAX(b.individual_id), 0) FROM introduction_link AS l"
            " JOIN introduction_link AS b ON b.introduction_id = l.introduction_id"
            "  AND b.chain = l.chain AND b.place = l.place - 1"
            " WHERE l.introduction_id = ? AND l.last = 1 AND l.state = 'yes'",
            num(introduction));
}

int64_t introduction_link_chains(struct work *w, int64_t introduction) {
    return db_number(w,
            "SELECT COALESCE(MAX(chain), 0) FROM introduction_link WHERE introduction_id = ?",
            num(introduction));
}

static void set(
        struct work *w, const struct introduction_link *l, enum introduction_link_state state) {
    db_run(w,
            "UPDATE introduction_link SET state = ?, asked = ?, answered = ?"
            " WHERE introduction_id = ? AND chain = ? AND place = ?",
            txt(str_of(states[state])), num(l->asked), num(l->answered), num(l->introduction),
            num(l->chain), num(l->place));
}

void introduction_link_ask(struct work *w, const struct introduction_link *l) {
    struct introduction_link now = *l;
    now.asked = w->now;
    set(w, &now, INTRODUCTION_ASKED);
}

void introduction_link_lapse(struct work *w, const struct introduction_link *l) {
    set(w, l, INTRODUCTION_LAPSED);
}

void introduction_link_drop(struct work *w, const struct introduction_link *l) {
    set(w, l, INTRODUCTION_ENDED);
}

int64_t introduction_link_until(const struct introduction *n, const struct introduction_link *l) {
    int64_t until = l->asked + INTRODUCTION_LINK_SECONDS;
    return until < n->expires ? until : n->expires;
}

enum introduction_said introduction_link_answer(
        struct work *w, const struct introduction_link *l, bool yes) {
    struct introduction n = {0};
    struct introduction_link answered = {0};
    if (!introduction_link_one(w, l->introduction, l->chain, l->place, &answered)) {
        return INTRODUCTION_TOO_LATE;
    }
    if (answered.state == INTRODUCTION_AGREED || answered.state == INTRODUCTION_REFUSED) {
        return INTRODUCTION_ANSWERED;
    }
    if (answered.state != INTRODUCTION_ASKED || !introduction_one(w, l->introduction, &n) ||
            introduction_state(w, &n) != INTRODUCTION_OPEN ||
            introduction_link_until(&n, &answered) <= w->now) {
        return INTRODUCTION_TOO_LATE;
    }
    answered.answered = w->now;
    set(w, &answered, yes ? INTRODUCTION_AGREED : INTRODUCTION_REFUSED);
    if (yes && l->last) {
        db_run(w,
                "UPDATE introduction SET state = 'done', target_id = ?, settled = ?"
                " WHERE id = ? AND state = 'open'",
                num(l->individual), num(w->now), num(n.id));
    }
    db_run(w, "UPDATE introduction_course SET due = 0 WHERE introduction_id = ?", num(n.id));
    return INTRODUCTION_TAKEN;
}

static bool turned_away(struct work *w, const struct introduction *n, int64_t individual) {
    return db_number(w,
                   "SELECT COUNT(*) FROM introduction_link AS l"
                   " JOIN introduction AS n ON n.id = l.introduction_id"
                   " WHERE l.individual_id = ? AND ((n.asker_id = ? AND l.asked > ?"
                   "       AND l.state IN ('no', 'lapsed')) OR (n.id = ? AND l.asked > 0))",
                   num(individual), num(n->asker), num(w->now - INTRODUCTION_AGAIN_SECONDS),
                   num(n->id)) > 0;
}

bool introduction_link_free(struct work *w, const struct introduction *n, int64_t individual) {
    if (individual == n->asker || turned_away(w, n, individual)) {
        return false;
    }
    int64_t open = db_number(w,
            "SELECT COUNT(*) FROM introduction_link WHERE individual_id = ? AND state = 'asked'",
            num(individual));
    int64_t month = db_number(w,
            "SELECT COUNT(*) FROM introduction_link WHERE individual_id = ? AND asked > ?",
            num(individual), num(w->now - MONTH_SECONDS));
    return open < INTRODUCTION_ASKED_MOST && month < INTRODUCTION_ASKED_MONTH_MOST;
}

struct introduction_askeds introduction_asked_list(struct work *w, int64_t individual) {
    struct introduction_askeds found = {
            .at = arena_new(w->mem, struct introduction_asked, INTRODUCTIONS_MOST)};
    struct introduction_asked a = {0};
    int64_t last = 0;
    int64_t met = 0;
    str state = {0};
    struct rows r = db_rows(w,
            "SELECT l.introduction_id, l.last, l.state, l.asked, l.answered, n.expires,"
            " CASE WHEN EXISTS (SELECT 1 FROM introduction_link AS t"
            "  WHERE t.introduction_id = n.id AND t.chain = l.chain AND t.last = 1"
            "  AND t.state = 'yes') THEN 1 ELSE 0 END, c.name, c.lang,"
            " COALESCE(ao.name, ac.name, po.name, ''), COALESCE(ao.lang, ac.lang, po.lang, '')"
            " FROM introduction_link AS l JOIN introduction AS n ON n.id = l.introduction_id"
            " JOIN cluster AS c ON c.id = n.cluster_id"
            " LEFT JOIN organisation AS ao ON ao.id = n.aim_id AND n.aim = 'organisation'"
            " LEFT JOIN cluster AS ac ON ac.id = n.aim_id AND n.aim = 'cluster'"
            " LEFT JOIN person AS ap ON ap.id = n.aim_id AND n.aim = 'person'"
            " LEFT JOIN organisation AS po ON po.id = ap.organisation_id"
            " WHERE l.individual_id = ? AND l.asked > 0"
            " ORDER BY l.asked DESC, l.introduction_id DESC, l.chain DESC LIMIT ?",
            num(individual), num(INTRODUCTIONS_MOST));
    while (db_next(&r, to(a.introduction), to(last), to(state), to(a.asked), to(a.answered),
            to(a.expires), to(met), to(a.cluster_name), to(a.cluster_lang), to(a.aim_name),
            to(a.aim_lang))) {
        a.last = last != 0;
        a.met = met != 0;
        a.state = state_of(state);
        found.at[found.count++] = a;
    }
    return found;
}
