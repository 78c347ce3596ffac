#include "web/importing.h"

#include "db/db.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ORDERS_MOST = 16 };

struct slot {
    struct importing_order order;
    enum importing_state state;
    uint64_t turn; /* the oldest waits the least */
    struct import_progress progress;
};

struct importing {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t more;
    struct db *db;
    struct live *live;
    struct slot slots[ORDERS_MOST];
    uint64_t turns;
    atomic_bool stop;
};

/* Whoever stops the program does not wait for a long import: its transaction is undone. */
static _Thread_local struct importing *mine;
static _Thread_local struct work *at_work;

static void tell(struct import_progress *progress) {
    (void)progress;
    if (mine && atomic_load(&mine->stop)) {
        work_fail(at_work, STR("the program is stopping"));
    }
}

bool importing_do(
        struct work *w, const struct importing_order *order, struct import_progress *progress) {
    db_begin(w);
    if (!order->apply) {
        (void)import_judge(w, order->id, progress);
        return db_end(w);
    }
    struct import_counts counts = import_apply(w, order->id, order->leave_wrong, progress);
    if (counts.by[IMPORT_WRONG] && !order->leave_wrong && work_ok(w)) {
        db_forget(w);
        return false;
    }
    return db_end(w);
}

static struct slot *next_slot(struct importing *g) {
    struct slot *next = NULL;
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        struct slot *s = &g->slots[i];
        if (s->state == IMPORTING_WAITS && (!next || s->turn < next->turn)) {
            next = s;
        }
    }
    return next;
}

static void work_off(struct importing *g, struct slot *s) {
    struct arena mem = {0};
    struct work w = {.mem = &mem,
            .db = g->db,
            .now = (int64_t)time(NULL),
            .actor = s->order.actor,
            .tongue = s->order.tongue};
    at_work = &w;
    bool kept = importing_do(&w, &s->order, &s->progress);
    if (!kept && !work_ok(&w)) {
        (void)fprintf(stderr, "handslag: import %lld: %.*s\n", (long long)s->order.id,
                (int)w.fault.len, w.fault.at);
    }
    if (kept && s->order.apply) {
        struct work follow = {.mem = &mem, .db = g->db, .now = w.now};
        live_catch_up(&follow, g->live);
    }
    arena_free(&mem);
    pthread_mutex_lock(&g->lock);
    s->state = kept ? IMPORTING_DONE : IMPORTING_BROKE;
    pthread_mutex_unlock(&g->lock);
}

static void *run(void *arg) {
    struct importing *g = arg;
    mine = g;
    pthread_mutex_lock(&g->lock);
    while (!atomic_load(&g->stop)) {
        struct slot *s = next_slot(g);
        if (!s) {
            pthread_cond_wait(&g->more, &g->lock);
            continue;
        }
        s->state = IMPORTING_RUNS;
        pthread_mutex_unlock(&g->lock);
        work_off(g, s);
        pthread_mutex_lock(&g->lock);
    }
    pthread_mutex_unlock(&g->lock);
    return NULL;
}

struct importing *importing_start(
        struct arena *mem, const char *database, struct live *live, str *fault) {
    struct importing *g = calloc(1, sizeof(*g)); /* lives as long as its thread */
    if (!g) {
        *fault = STR("out of memory");
        return NULL;
    }
    g->live = live;
    g->db = db_open(mem, database, fault);
    (void)pthread_mutex_init(&g->lock, NULL);
    (void)pthread_cond_init(&g->more, NULL);
    if (!g->db || pthread_create(&g->thread, NULL, run, g) != 0) {
        db_close(g->db);
        free(g);
        return NULL;
    }
    return g;
}

void importing_stop(struct importing *g) {
    if (!g) {
        return;
    }
    pthread_mutex_lock(&g->lock);
    atomic_store(&g->stop, true);
    pthread_cond_signal(&g->more);
    pthread_mutex_unlock(&g->lock);
    pthread_join(g->thread, NULL);
    pthread_cond_destroy(&g->more);
    pthread_mutex_destroy(&g->lock);
    db_close(g->db);
    free(g);
}

static struct slot *slot_of(struct importing *g, int64_t id) {
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        if (g->slots[i].state != IMPORTING_NOT && g->slots[i].order.id == id) {
            return &g->slots[i];
        }
    }
    return NULL;
}

static bool is_busy(const struct slot *s) {
    return s->state == IMPORTING_WAITS || s->state == IMPORTING_RUNS;
}

/* A free place, else that of the order which was done the longest ago. */
static struct slot *room_for(struct importing *g) {
    struct slot *room = NULL;
    for (size_t i = 0; i < ORDERS_MOST; i++) {
        struct slot *s = &g->slots[i];
        if (!is_busy(s) && (!room || s->turn < room->turn)) {
            room = s;
        }
    }
    return room;
}

bool importing_ask(struct importing *g, const struct importing_order *order) {
    pthread_mutex_lock(&g->lock);
    struct slot *s = slot_of(g, order->id);
    bool busy = s && is_busy(s);
    s = s ? s : room_for(g);
    if (s && !busy) {
        s->order = *order;
        s->state = IMPORTING_WAITS;
        s->turn = ++g->turns;
        s->progress.tell = tell;
        atomic_store(&s->progress.done, 0);
        atomic_store(&s->progress.all, 0);
        pthread_cond_signal(&g->more);
    }
    pthread_mutex_unlock(&g->lock);
    return s != NULL;
}

struct importing_seen importing_look(struct importing *g, int64_t id) {
    struct importing_seen seen = {0};
    if (!g) {
        return seen;
    }
    pthread_mutex_lock(&g->lock);
    struct slot *s = slot_of(g, id);
    if (s) {
        seen = (struct importing_seen){s->state, s->order.apply, atomic_load(&s->progress.done),
                atomic_load(&s->progress.all)};
    }
    pthread_mutex_unlock(&g->lock);
    return seen;
}
