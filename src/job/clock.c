#include "job/clock.h"

#include "account/invitation.h"
#include "account/link.h"
#include "account/mail_change.h"
#include "account/session.h"
#include "base/log.h"
#include "db/db.h"
#include "db/once.h"
#include "directory/ask.h"
#include "job/approacher.h"
#include "job/asked_letters.h"
#include "job/due.h"
#include "job/introducer.h"
#include "job/met_letters.h"
#include "lang/date.h"
#include "trust/encounter_answer.h"
#include "trust/introduction_question.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum {
    TICK_MILLISECONDS = 250,
    HOUR_SECONDS = 3600,
    RETRY_SECONDS = 5,
    LETTERS_A_TICK = 20,
    CREDIT_EVERY_SECONDS = 60,
    FAULTS_EVERY_SECONDS = 10, /* one is said, or an outage would fill the log */
};

/* What is done once an hour; each is tried again by itself where it could not be. */
enum chore { CHORE_LAPSE, CHORE_ASK, CHORE_APPROACH, CHORE_MET, CHORE_TELL, CHORES };

struct clock {
    pthread_t thread;
    struct db *db;
    struct following following;
    const struct seal *seal;
    int64_t due[CHORES];
    int64_t credit_due; /* the next time it looks who met after an introduction */
    _Atomic(const struct asker *) asker;
    _Atomic(const struct digest_sender *) sender;
    bool filled;     /* everybody's best partners are known, or new matches would be left out */
    int64_t say_due; /* the next time a fault is said */
    atomic_llong turned;
    atomic_bool stop;
};

static void log_fault(struct clock *c, const struct work *w, const char *doing) {
    if (!work_ok(w) && due_now(c->say_due, w->now, FAULTS_EVERY_SECONDS)) {
        c->say_due = w->now + FAULTS_EVERY_SECONDS;
        log_trouble(str_of(doing), w->fault);
    }
}

/* On one machine at a time: another finds it done. False while another is at it, who may yet
 * fail, or if it broke: then it is tried again. */
static bool turn_hour(struct work *w) {
    size_t once = 0;
    if (!db_try_lock(w, STR("hour"))) {
        return false;
    }
    do {
        db_begin(w);
        once = listing_expire(w, date_of(w->mem, w->now));
        session_sweep(w);
        once_sweep(w);
        ask_sweep(w);
        link_sweep(w);
        invitation_sweep(w);
        mail_change_sweep(w);
        encounter_sweep(w);
        introduction_question_sweep(w);
    } while (db_end(w) && once == LISTINGS_MOST);
    db_unlock(w, STR("hour"));
    return work_ok(w);
}

/* What letters are made with comes a moment after the start, and so do the best partners. */
static bool can(const struct clock *c, enum chore chore) {
    switch (chore) {
    case CHORE_ASK:
    case CHORE_APPROACH:
    case CHORE_MET: return atomic_load(&c->asker) != NULL;
    case CHORE_TELL: return atomic_load(&c->sender) != NULL && c->filled;
    case CHORE_LAPSE:
    case CHORES: break;
    }
    return true;
}

static bool do_chore(struct clock *c, struct work *w, enum chore chore) {
    const struct asker *a = atomic_load(&c->asker);
    switch (chore) {
    case CHORE_LAPSE: return turn_hour(w);
    case CHORE_ASK: return asker_turn(w, a);
    case CHORE_APPROACH: return approacher_turn(w, &(struct approach_post){a->seal, a->address});
    case CHORE_MET: return met_letters_turn(w, &(struct encounter_post){a->seal, a->address});
    case CHORE_TELL: return digester_turn(w, c->following.live, atomic_load(&c->sender));
    case CHORES: break;
    }
    return true;
}

static void turn(struct clock *c, struct arena *mem, int64_t now) {
    static const char *const doing[CHORES] = {
            [CHORE_LAPSE] = "letting lapse what is past its day",
            [CHORE_ASK] = "asking whether texts still hold",
            [CHORE_APPROACH] = "looking after contact requests",
            [CHORE_MET] = "asking whether meetings took place",
            [CHORE_TELL] = "telling people what waits for them",
    };
    for (enum chore i = 0; i < CHORES; i++) {
        struct work w = {.mem = mem, .db = c->db, .now = now};
        if (due_now(c->due[i], now, HOUR_SECONDS) && can(c, i)) {
            bool done = do_chore(c, &w, i);
            c->due[i] = done ? (now / HOUR_SECONDS + 1) * HOUR_SECONDS : now + RETRY_SECONDS;
            log_fault(c, &w, doing[i]);
        }
    }
}

/* Introductions go on at once: whoever agreed a moment ago expects a letter. */
static void introduce(struct clock *c, struct arena *mem, int64_t now) {
    const struct asker *asker = atomic_load(&c->asker);
    struct work w = {.mem = mem, .db = c->db, .now = now};
    if (!asker) {
        return;
    }
    struct introducer with = {asker->seal, c->following.trust, asker->address};
    (void)introducer_turn(&w, &with);
    if (due_now(c->credit_due, now, CREDIT_EVERY_SECONDS)) {
        c->credit_due = now + CREDIT_EVERY_SECONDS;
        (void)introducer_credit(&w);
    }
    log_fault(c, &w, "carrying introductions on");
}

static void follow(struct clock *c, struct arena *mem, int64_t now) {
    struct work live = {.mem = mem, .db = c->db, .now = now};
    live_catch_up(&live, c->following.live);
    log_fault(c, &live, "following the changes");
    struct work trust = {.mem = mem, .db = c->db, .now = now};
    trust_catch_up(&trust, c->following.trust);
    log_fault(c, &trust, "following the changes of trust");
}

static void write_letters(struct clock *c, struct arena *mem) {
    struct work w = {.mem = mem, .db = c->db, .now = (int64_t)time(NULL)};
    for (int i = 0; i < LETTERS_A_TICK && asked_letters_turn(&w, c->seal); i++) {
    }
    log_fault(c, &w, "writing the letters that were asked for");
}

static void *run(void *arg) {
    struct clock *c = arg;
    struct arena mem = {0};
    while (!atomic_load(&c->stop)) {
        int64_t now = (int64_t)time(NULL);
        atomic_store(&c->turned, now);
        turn(c, &mem, now);
        follow(c, &mem, now);
        introduce(c, &mem, now);
        write_letters(c, &mem);
        struct work read = {.mem = &mem, .db = c->db, .now = now};
        bool more = live_read_codes(&read, c->following.live);
        log_fault(c, &read, "reading the codes of texts");
        /* The rest of the tick is for others. */
        c->filled = !live_fill_lists(&read, c->following.live);
        arena_rewind(&mem, (struct arena_mark){0});
        if (!more) {
            db_await_change(c->db, TICK_MILLISECONDS);
        }
    }
    arena_free(&mem);
    return NULL;
}

struct clock *clock_start(struct arena *mem, const char *database, struct following following,
        const struct seal *seal, str *fault) {
    struct clock *c = calloc(1, sizeof(*c)); /* lives as long as its thread */
    if (!c) {
        *fault = STR("out of memory");
        return NULL;
    }
    c->following = following;
    c->seal = seal;
    c->db = db_open(mem, database, fault);
    if (!c->db || pthread_create(&c->thread, NULL, run, c) != 0) {
        db_close(c->db);
        free(c);
        return NULL;
    }
    return c;
}

void clock_ask(struct clock *c, const struct asker *asker) {
    atomic_store(&c->asker, asker);
}

int64_t clock_turned(const struct clock *c) {
    return atomic_load(&c->turned);
}

void clock_tell(struct clock *c, const struct digest_sender *sender) {
    atomic_store(&c->sender, sender);
}

void clock_stop(struct clock *c) {
    if (c) {
        atomic_store(&c->stop, true);
        pthread_join(c->thread, NULL);
        db_close(c->db);
        free(c);
    }
}
