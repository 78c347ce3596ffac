#include "job/introducer.h"

#include "db/db.h"
#include "directory/individual.h"
#include "job/introducer_letter.h"
#include "lang/date.h"
#include "mail/unwanted.h"
#include "trust/evidence.h"
#include "trust/introduction_course.h"
#include "trust/introduction_link.h"
#include "trust/introduction_off.h"
#include "trust/introduction_way.h"

enum { DUE_MOST = 50 };

/* They let themselves be introduced, can be written to, and want such letters. */
static bool open_to_it(struct work *w, const struct introducer *i, int64_t individual) {
    struct individual one = {0};
    return individual_one(w, individual, &one) && one.introduced && one.mail.len &&
           !introduction_off(w, individual) &&
           !unwanted_is(w, i->seal, one.mail, STR(INTRODUCTION_LETTER)) &&
           !unwanted_is(w, i->seal, one.mail, STR(INTRODUCTION_TARGET_LETTER));
}

static bool passable(struct work *w, const struct introducer *i, const struct introduction *n,
        const struct introduction_way *way) {
    for (size_t k = 0; k < way->count; k++) {
        if (!introduction_link_free(w, n, way->people[k]) || !open_to_it(w, i, way->people[k])) {
            return false;
        }
    }
    return true;
}

/* The warmest one that was not gone yet and that everybody on it is open to. */
static bool begin_way(struct work *w, const struct introducer *i, const struct introduction *n) {
    if (introduction_link_chains(w, n->id) >= INTRODUCTION_WAYS_MOST) {
        return false;
    }
    struct introduction_ways ways = introduction_ways(w, i->trust, n);
    for (size_t k = 0; k < ways.count; k++) {
        if (passable(w, i, n, &ways.at[k])) {
            introduction_link_plan(w, n, ways.at[k].people, ways.at[k].count);
            return true;
        }
    }
    return false;
}

/* Whoever changed their mind since the way was begun is not asked. */
static bool ask(struct work *w, const struct introducer *i, const struct introduction *n,
        struct introduction_link *l) {
    if (!open_to_it(w, i, l->individual)) {
        introduction_link_drop(w, l);
        return false;
    }
    introduction_link_ask(w, l);
    l->asked = w->now;
    introducer_ask_letter(w, i, n, l);
    introduction_course_due(w, n->id, introduction_link_until(n, l));
    return true;
}

/* Until somebody is asked, or nobody is left who could be: then it rests to its last day. */
static void carry_on(struct work *w, const struct introducer *i, const struct introduction *n) {
    struct introduction_link l = {0};
    if (introduction_link_asked(w, n->id, &l)) {
        if (introduction_link_until(n, &l) > w->now) {
            introduction_course_due(w, n->id, introduction_link_until(n, &l));
            return;
        }
        introduction_link_lapse(w, &l);
    }
    for (;;) {
        while (introduction_link_next(w, n->id, &l)) {
            if (ask(w, i, n, &l)) {
                return;
            }
        }
        if (!begin_way(w, i, n)) {
            introduction_course_due(w, n->id, n->expires);
            return;
        }
    }
}

static void turn_one(struct work *w, const struct introducer *i, int64_t id) {
    struct introduction n = {0};
    if (!introduction_one(w, id, &n)) {
        return;
    }
    if (n.state == INTRODUCTION_DONE) {
        introducer_bring_together(w, i, &n);
        introduction_course_end(w, n.id);
    } else if (introduction_state(w, &n) == INTRODUCTION_OPEN) {
        carry_on(w, i, &n);
    } else {
        introducer_over_letter(w, i, &n);
        introduction_end(w, &n);
    }
}

bool introducer_turn(struct work *w, const struct introducer *i) {
    if (!introduction_course_any(w)) {
        return work_ok(w);
    }
    if (!db_try_lock(w, STR("introducer"))) {
        return false;
    }
    for (int k = 0; k < DUE_MOST && work_ok(w); k++) {
        struct arena_mark clean = arena_mark(w->mem);
        db_begin(w);
        int64_t id = introduction_course_next(w);
        turn_one(w, i, id);
        bool more = db_end(w) && id != 0;
        arena_rewind(w->mem, clean);
        if (!more) {
            break;
        }
    }
    db_unlock(w, STR("introducer"));
    return work_ok(w);
}

static void credit(struct work *w, const struct introduction_met *m) {
    struct evidence e = {.receiver = m->introducer,
            .kind = EVIDENCE_INTRODUCED,
            .day = m->day,
            .source = SOURCE_INTRODUCTION,
            .source_id = m->introduction};
    e.giver = m->asker;
    evidence_add(w, &e);
    e.giver = m->target;
    evidence_add(w, &e);
}

bool introducer_credit(struct work *w) {
    db_begin(w);
    struct introduction_mets met = introduction_met_list(w);
    for (size_t i = 0; i < met.count; i++) {
        credit(w, &met.at[i]);
    }
    int64_t id = 0;
    for (int k = 0; k < DUE_MOST && (id = introduction_unmet(w)) != 0; k++) {
        evidence_withdraw(w, SOURCE_INTRODUCTION, id);
    }
    return db_end(w);
}
