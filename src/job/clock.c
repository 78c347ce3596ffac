#include "job/clock.h"

#include "account/invitation.h"
#include "account/link.h"
#include "account/mail_change.h"
#include "account/session.h"
#include "db/db.h"
#include "directory/ask.h"
#include "job/approacher.h"
#include "job/asked_letters.h"
#include "job/introducer.h"
#include "job/met_letters.h"
#include "lang/date.h"
#include "trust/encounter_answer.h"
#include "trust/introduction_question.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
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

struct clock {
    pthread_t thread;
    struct db *db;
    struct following following;
    const struct seal *seal;
    int64_t due;          /* the next turn of the hour */
    int64_t ask_due;      /* the next time it asks */
    int64_t approach_due; /* and looks after contact requests */
    int64_t met_due;      /* and asks whether meetings took place */
    int64_t credit_due;   /* and who met after an introduction */
    _Atomic(const struct asker *) asker;
    int64_t tell_due; /* the next time it looks what to tell people */
    _Atomic(const struct digest_sender *) sender;
    bool filled;  /* everybody's best partners are known, or new matches would be left out */
    int64_t said; /* the last fault */
    atomic_llong turned;
    atomic_bool stop;
};

static void log_fault(struct clock *c, const struct work *w, const char *doing) {
    if (!work_ok(w) && w->now - c->said >= FAULTS_EVERY_SECONDS) {
        c->said = w->now;
        (void)fprintf(stderr, "handslag: %s: %.*s\n", doing, (int)w->fault.len, w->fault.at);
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

/* When an hour's work is due again. */
static int64_t next_due(const struct work *w, bool done) {
    return done ? (w->now / HOUR_SECONDS + 1) * HOUR_SECONDS : w->now + RETRY_SECONDS;
}

static void turn(struct clock *c, struct arena *mem, int64_t now) {
    struct work w = {.mem = mem, .db = c->db, .now = now};
    if (now >= c->due) {
        c->due = next_due(&w, turn_hour(&w));
        log_fault(c, &w, "letting lapse what is past its day");
    }
    const struct asker *asker = atomic_load(&c->asker);
    struct work ask = {.mem = mem, .db = c->db, .now = now};
    if (asker && now >= c->ask_due) {
        c->ask_due = next_due(&ask, asker_turn(&ask, asker));
        log_fault(c, &ask, "asking whether texts still hold");
    }
    struct work approach = {.mem = mem, .db = c->db, .now = now};
    if (asker && now >= c->approach_due) {
        struct approach_post post = {asker->seal, asker->address};
        c->approach_due = next_due(&approach, approacher_turn(&approach, &post));
        log_fault(c, &approach, "looking after contact requests");
    }
    struct work met = {.mem = mem, .db = c->db, .now = now};
    if (asker && now >= c->met_due) {
        struct encounter_post post = {asker->seal, asker->address};
        c->met_due = next_due(&met, met_letters_turn(&met, &post));
        log_fault(c, &met, "asking whether meetings took place");
    }
    const struct digest_sender *sender = atomic_load(&c->sender);
    struct work tell = {.mem = mem, .db = c->db, .now = now};
    if (sender && c->filled && now >= c->tell_due) {
        c->tell_due = next_due(&tell, digester_turn(&tell, c->following.live, sender));
        log_fault(c, &tell, "telling people what waits for them");
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
    if (now >= c->credit_due) {
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
