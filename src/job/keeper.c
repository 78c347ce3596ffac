#include "job/keeper.h"

#include "audit/chain.h"
#include "base/log.h"
#include "db/db.h"
#include "directory/import.h"
#include "job/due.h"
#include "privacy/consent.h"
#include "privacy/erase.h"
#include "privacy/erasure.h"
#include "privacy/retention.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum {
    LOOK_MILLISECONDS = 1000,
    HOUR_SECONDS = 3600,
    RETRY_SECONDS = 60,
    FAULTS_EVERY_SECONDS = 60,
};

struct keeper {
    pthread_t thread;
    struct db *db;
    struct keeping keeping;
    int64_t due;     /* the next turn of the hour */
    int64_t say_due; /* the next time a fault is said */
    atomic_bool stop;
};

/* The file first: once the bytes are gone, a backup must not bring them back. */
static void scrub(struct work *w, const struct keeping *k) {
    struct erasure_agreed agreed;
    if (db_number(w, "SELECT COUNT(*) FROM erasure WHERE scrubbed = 0") > 0 &&
            (!k->erased || erasure_agree(w, k->erased, &agreed))) {
        (void)erase_scrub(w);
    }
}

static void tell(struct work *w, const struct keeping *k) {
    size_t told = 0;
    do {
        db_begin(w);
        told = notice_contacts(w, &k->notice);
    } while (db_end(w) && told == NOTICE_AT_ONCE);
}

void keeper_look(struct work *w, const struct keeping *k) {
    audit_chain(w);
    if (work_ok(w) && db_try_lock(w, STR("keeper"))) {
        scrub(w, k);
        if (work_ok(w) && db_number(w, "SELECT COUNT(*) FROM person"
                                       " WHERE unconfirmed > 0 AND told = 0 AND mail <> ''") > 0) {
            tell(w, k);
        }
        db_unlock(w, STR("keeper"));
    }
}

static void let_go(struct work *w, enum retention_rule rule) {
    int64_t gone = 0;
    struct arena_mark clean = arena_mark(w->mem);
    do {
        arena_rewind(w->mem, clean);
        db_begin(w);
        gone = retention_apply(w, rule);
    } while (db_end(w) && gone == RETENTION_AT_ONCE);
}

static void tell_unused(struct work *w, const struct keeping *k) {
    size_t told = 0;
    do {
        db_begin(w);
        told = notice_accounts(w, &k->notice);
    } while (db_end(w) && told == RETENTION_AT_ONCE);
}

void keeper_hour(struct work *w, const struct keeping *k) {
    if (!db_try_lock(w, STR("keeper"))) {
        return;
    }
    tell_unused(w, k);
    for (enum retention_rule r = 0; r < RETENTION_RULES && work_ok(w); r++) {
        let_go(w, r);
    }
    db_begin(w);
    import_sweep(w);
    consent_note_imported(w);
    (void)db_end(w);
    db_unlock(w, STR("keeper"));
}

static void log_fault(struct keeper *k, const struct work *w, const char *doing) {
    if (!work_ok(w) && due_now(k->say_due, w->now, FAULTS_EVERY_SECONDS)) {
        k->say_due = w->now + FAULTS_EVERY_SECONDS;
        log_trouble(str_of(doing), w->fault);
    }
}

static void *run(void *arg) {
    struct keeper *k = arg;
    struct arena mem = {0};
    while (!atomic_load(&k->stop)) {
        struct work look = {.mem = &mem, .db = k->db, .now = (int64_t)time(NULL)};
        keeper_look(&look, &k->keeping);
        log_fault(k, &look, "keeping house");
        if (due_now(k->due, look.now, HOUR_SECONDS)) {
            struct work hour = {.mem = &mem, .db = k->db, .now = look.now};
            keeper_hour(&hour, &k->keeping);
            k->due = look.now + (work_ok(&hour) ? HOUR_SECONDS : RETRY_SECONDS);
            log_fault(k, &hour, "letting go of what is past its day");
        }
        arena_rewind(&mem, (struct arena_mark){0});
        db_await_change(k->db, LOOK_MILLISECONDS);
    }
    arena_free(&mem);
    return NULL;
}

struct keeper *keeper_start(struct arena *mem, const struct keeping *keeping, str *fault) {
    struct keeper *k = calloc(1, sizeof(*k)); /* lives as long as its thread */
    if (!k) {
        *fault = STR("out of memory");
        return NULL;
    }
    k->keeping = *keeping;
    k->db = db_open(mem, keeping->database, fault);
    if (!k->db || pthread_create(&k->thread, NULL, run, k) != 0) {
        db_close(k->db);
        free(k);
        return NULL;
    }
    return k;
}

void keeper_stop(struct keeper *k) {
    if (k) {
        atomic_store(&k->stop, true);
        pthread_join(k->thread, NULL);
        db_close(k->db);
        free(k);
    }
}
