/* What safety from a power cut costs: needs saved in a second, each a unit of its own, with each way
 * of syncing, on the file system of the folder that is named. */
#include "base/buf.h"
#include "directory/listing.h"
#include "tests/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 5, SECONDS = 1, UNITS_MOST = 1000000 };

static const char *const ways[] = {"FULL", "NORMAL", "OFF"};

enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

struct tally {
    double *took; /* each unit, in seconds */
    size_t count;
    double seconds;
};

static double seconds(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool save_one(struct work *w) {
    struct listing l = {.organisation = WORLD_FOUNDRY,
            .side = STR("need"),
            .kind = STR("business"),
            .title = STR("Køber presseværktøj til aluminiumsprofiler"),
            .body = STR("Vi søger en leverandør af presseværktøj til profiler af aluminium, med"
                        " egen konstruktion og levering inden for otte uger."),
            .lang = STR("da"),
            .status = STR("published"),
            .visibility = STR("partners"),
            .partnerships = STR("supply"),
            .sectors = STR("24.42")};
    db_begin(w);
    (void)listing_save(w, &l);
    return db_end(w);
}

static bool save_for_a_while(struct work *w, struct tally *t) {
    double start = seconds();
    double from = start;
    while (from - start < SECONDS && t->count < UNITS_MOST) {
        struct arena_mark clean = arena_mark(w->mem);
        if (!save_one(w)) {
            return false;
        }
        double now = seconds();
        t->took[t->count++] = now - from;
        from = now;
        arena_rewind(w->mem, clean);
    }
    t->seconds += from - start;
    return true;
}

/* Each in turn and again, so that what else the machine does meets all of them. */
static bool measure(struct work *w, struct tally *all) {
    bool done = true;
    for (size_t i = 0; done && i < (size_t)ROUNDS * WAYS; i++) {
        struct buf words = {.mem = w->mem};
        buf_add(&words, STR("PRAGMA synchronous="));
        buf_add(&words, str_of(ways[i % WAYS]));
        buf_add(&words, STR(";"));
        db_script(w, buf_str(&words));
        done = work_ok(w) && save_for_a_while(w, &all[i % WAYS]);
    }
    return done;
}

static int by_size(const void *a, const void *b) {
    double one = *(const double *)a;
    double other = *(const double *)b;
    return (one > other) - (one < other);
}

static void print(const char *way, struct tally *t, double full) {
    double rate = (double)t->count / t->seconds;
    qsort(t->took, t->count, sizeof(*t->took), by_size);
    (void)printf("%-7s %8.0f a second, %5.1f times FULL; half within %6.3f ms, 99 of 100 within"
                 " %6.3f ms\n",
            way, rate, rate / full, t->took[t->count / 2] * 1e3,
            t->took[t->count * 99 / 100] * 1e3);
}

int main(int argc, char **argv) {
    struct arena mem = {0};
    struct work w = {.mem = &mem, .now = WORLD_NOW};
    struct tally all[WAYS] = {0};
    if (argc != 2) {
        (void)fputs("usage: bench_sync FOLDER\n", stderr);
        return 2;
    }
    struct buf name = {.mem = &mem};
    buf_add(&name, str_of(argv[1]));
    buf_add(&name, STR("/bench_sync.db"));
    const char *path = arena_z(&mem, buf_str(&name));
    (void)unlink(path);
    w.db = world_open_at(path);
    for (size_t i = 0; i < WAYS; i++) {
        all[i].took = arena_new(&mem, double, UNITS_MOST);
    }
    bool done = w.db && measure(&w, all);
    for (size_t i = 0; done && i < WAYS; i++) {
        print(ways[i], &all[i], (double)all[0].count / all[0].seconds);
    }
    if (!done) {
        (void)printf("broke: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    db_close(w.db);
    (void)unlink(path);
    arena_free(&mem);
    return done ? 0 : 1;
}
