#include "job/importer.h"

#include "base/buf.h"
#include "base/log.h"
#include "db/db.h"
#include "job/due.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

enum {
    LOOK_MILLISECONDS = 250,
    FAULTS_EVERY_SECONDS = 10, /* while there is nothing to do, or an outage would fill the log */
};

/* beside: a connection that tells how far it is while the import's own unit is open; NULL in
 * SQLite, where nobody could write beside it, and nobody else needs to be told. */
struct importer {
    pthread_t thread;
    struct db *db;
    struct db *beside;
    struct live *live;
    struct import_running *running;
    struct work *work; /* of the import under way */
    int64_t told;      /* when, in seconds */
    int64_t say_due;   /* the next time a fault is said */
    atomic_bool stop;
};

static void tell_beside(struct importer *g, int64_t import, int64_t done, int64_t total) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = g->beside, .now = (int64_t)time(NULL)};
    if (g->beside && w.now != g->told) {
        g->told = w.now;
        import_order_tell(&w, import, done, total);
    }
    arena_free(&mem);
}

/* Whoever stops the program does not wait for a long import: its unit is undone. */
static void tell(struct import_progress *progress, void *importer) {
    struct importer *g = importer;
    if (atomic_load(&g->stop)) {
        work_fail_with(g->work, TROUBLE_AGAIN, STR("the program is stopping"));
    }
    tell_beside(g, atomic_load(&g->running->import), atomic_load(&progress->done),
            atomic_load(&progress->all));
}

static void log_fault(const struct work *w, int64_t import) {
    if (!work_ok(w)) {
        struct buf doing = {.mem = w->mem};
        buf_add(&doing, STR("import "));
        buf_num(&doing, import);
        log_trouble(buf_str(&doing), w->fault);
    }
}

/* What was begun and broke through no fault of its own is taken again, here or elsewhere. */
static void give_back(
        const struct importer *g, struct work *w, enum trouble trouble, int64_t import) {
    db_begin(w);
    if (atomic_load(&g->stop)) {
        import_order_leave(w, import);
    } else if (trouble == TROUBLE_NONE || trouble == TROUBLE_BROKEN || trouble == TROUBLE_FULL) {
        import_order_break(w, import);
    }
    (void)db_end(w);
    log_fault(w, import);
}

static void work_off(struct importer *g, struct work *w, const struct import_order *o) {
    struct work own = {
            .mem = w->mem, .db = g->db, .now = w->now, .actor = o->account, .tongue = o->tongue};
    g->work = &own;
    g->running->progress.tell = tell;
    g->running->progress.told = g;
    atomic_store(&g->running->progress.done, 0);
    atomic_store(&g->running->progress.all, 0);
    atomic_store(&g->running->import, o->import);
    if (import_order_do(&own, o, &g->running->progress)) {
        live_catch_up(w, g->live);
    } else {
        log_fault(&own, o->import);
        give_back(g, w, own.trouble, o->import);
    }
    atomic_store(&g->running->import, 0);
}

static str lock_name(struct arena *mem, int64_t import) {
    struct buf name = {.mem = mem};
    buf_add(&name, STR("import "));
    buf_num(&name, import);
    return buf_str(&name);
}

bool importer_turn(struct importer *g) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .db = g->db, .now = (int64_t)time(NULL)};
    struct import_order o = {0};
    bool begun = false;
    while (!begun && import_order_next(&w, &o)) {
        str lock = lock_name(&mem, o.import);
        if (db_try_lock(&w, lock)) {
            begun = import_order_begin(&w, &o);
            if (begun) {
                work_off(g, &w, &o);
            }
            db_unlock(&w, lock);
        }
    }
    if (!work_ok(&w) && due_now(g->say_due, w.now, FAULTS_EVERY_SECONDS)) {
        g->say_due = w.now + FAULTS_EVERY_SECONDS;
        log_fault(&w, o.import);
    }
    arena_free(&mem);
    return begun;
}

static void *run(void *arg) {
    struct importer *g = arg;
    while (!atomic_load(&g->stop)) {
        if (!importer_turn(g)) {
            db_await_change(g->db, LOOK_MILLISECONDS);
        }
    }
    return NULL;
}

struct importer *importer_start(struct arena *mem, const char *database, struct live *live,
        struct import_running *running, str *fault) {
    struct importer *g = calloc(1, sizeof(*g)); /* lives as long as its thread */
    if (!g) {
        *fault = STR("out of memory");
        return NULL;
    }
    g->live = live;
    g->running = running;
    g->db = db_open(mem, database, fault);
    g->beside = g->db && !db_is_file(database) ? db_open(mem, database, fault) : NULL;
    bool opened = g->db && (g->beside || db_is_file(database));
    if (!opened || pthread_create(&g->thread, NULL, run, g) != 0) {
        db_close(g->beside);
        db_close(g->db);
        free(g);
        return NULL;
    }
    return g;
}

void importer_stop(struct importer *g) {
    if (!g) {
        return;
    }
    atomic_store(&g->stop, true);
    pthread_join(g->thread, NULL);
    db_close(g->beside);
    db_close(g->db);
    free(g);
}
