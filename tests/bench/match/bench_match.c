/* How long the best twenty partners take, how much memory, what an edit costs, and what others need
 * for the same question:
 *
 *     bench_match [--organisations N] [--questions N] [--seed N] [--edits N] [--batch] [--peers S]
 *
 * --edits first fills everybody's list. --batch asks for all, in two threads, by the clock. --peers
 * gives each other system at most so many seconds of questions. Otherwise time is that of the
 * processor, so that others on the machine count little. */
#include "match/lists.h"
#include "tests/bench/match/peer.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 20, PLAIN_MOST = 20, THREADS = 2, LOOKED_AT = 200, ALL_MOST = 100000 };

struct options {
    size_t organisations, questions, seed, edits;
    double peers; /* seconds */
    bool batch;
};

static double seconds_of(clockid_t clock) {
    struct timespec t;
    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double now(void) {
    return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct asking {
    const struct crowd *crowd;
    struct finder_room *room;
    const uint32_t *who; /* who asks: organisations that have a partner */
    size_t questions;
    bool stored; /* with the twentieth's score, as a stored list has it */
    double *took;
};

static struct finder_wish wish_of(const struct crowd *c, uint32_t own) {
    return (struct finder_wish){
            .own = own, .profile = c->finder.profiles[own], .most = MOST, .today = CROWD_TODAY};
}

static double ask(struct asking *a, const char *name) {
    struct arena mem = {0};
    double all = 0;
    for (size_t i = 0; i < a->questions; i++) {
        struct finder_wish wish = wish_of(a->crowd, a->who[i]);
        struct findings known = finder_find(&mem, &a->crowd->finder, a->room, &wish);
        if (a->stored) {
            wish.above = known.count == MOST ? known.at[MOST - 1].score : 0;
        }
        double start = now();
        (void)finder_find(&mem, &a->crowd->finder, a->room, &wish);
        a->took[i] = now() - start;
        all += a->took[i];
        arena_free(&mem);
    }
    qsort(a->took, a->questions, sizeof(*a->took), by_time);
    printf("  %-26s p50 %8.1f us  p99 %8.1f us  mean %8.1f us\n", name,
            a->took[a->questions / 2] * 1e6, a->took[a->questions * 99 / 100] * 1e6,
            all / (double)a->questions * 1e6);
    return all / (double)a->questions;
}

/* Organisations that have a partner, some of all: whoever has none is told so at once. */
static const uint32_t *choose(struct arena *mem, struct asking *a) {
    uint32_t *who = arena_new(mem, uint32_t, a->questions);
    struct arena one = {0};
    size_t count = 0;
    size_t tried = 0;
    for (; count < a->questions && tried < a->crowd->finder.count; tried++) {
        uint32_t own = (uint32_t)((tried * 2654435761U + 12345) % a->crowd->finder.count);
        struct finder_wish wish = wish_of(a->crowd, own);
        wish.most = 1;
        if (finder_find(&one, &a->crowd->finder, a->room, &wish).count) {
            who[count++] = own;
        }
        arena_rewind(&one, (struct arena_mark){0});
    }
    printf("  %zu questions of organisations that have a partner; %zu had none\n", count,
            tried - count);
    a->questions = count;
    return who;
}

static void ask_plainly(const struct crowd *c) {
    struct arena mem = {0};
    double start = now();
    for (uint32_t i = 0; i < PLAIN_MOST; i++) {
        struct finder_wish wish = wish_of(c, i);
        (void)finder_find_plainly(&mem, &c->finder, &wish);
        arena_free(&mem);
    }
    printf("  %-26s mean %8.1f us\n", "everybody weighed", (now() - start) / PLAIN_MOST * 1e6);
}

/* ---- all of them */

struct share {
    const struct crowd *crowd;
    uint32_t first, step;
    size_t asked, found;
    pthread_t thread;
};

static void *ask_share(void *arg) {
    struct share *s = arg;
    struct arena room_mem = {0};
    struct arena mem = {0};
    struct finder_room *room = finder_room(&room_mem);
    for (uint32_t own = s->first; own < s->crowd->finder.count; own += s->step) {
        struct finder_wish wish = wish_of(s->crowd, own);
        s->found += finder_find(&mem, &s->crowd->finder, room, &wish).count;
        s->asked++;
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    arena_free(&room_mem);
    return NULL;
}

/* Of many, every so manieth is asked for. */
static void ask_all(const struct crowd *c) {
    struct share shares[THREADS];
    uint32_t each = (uint32_t)(c->finder.count / ALL_MOST) + 1;
    double start = seconds_of(CLOCK_MONOTONIC);
    size_t asked = 0;
    for (uint32_t i = 0; i < THREADS; i++) {
        shares[i] = (struct share){.crowd = c, .first = i * each, .step = THREADS * each};
        if (pthread_create(&shares[i].thread, NULL, ask_share, &shares[i]) != 0) {
            abort();
        }
    }
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(shares[i].thread, NULL);
        asked += shares[i].asked;
    }
    double took = (seconds_of(CLOCK_MONOTONIC) - start) / (double)asked;
    printf("  all, in two threads        %.1f us each by the clock, so %.0f s; %zu were asked for\n",
            took * 1e6, took * (double)c->finder.count, asked);
    (void)fflush(stdout);
}

/* ---- edits */

static void look_at_lists(struct lists *l, const struct lists_by *by, const struct crowd *c) {
    struct arena mem = {0};
    size_t right = 0;
    for (size_t i = 0; i < LOOKED_AT; i++) {
        uint32_t own = (uint32_t)((i * 40503U + 7) % c->finder.count);
        struct finder_wish wish = wish_of(c, own);
        struct findings want = finder_find(&mem, &c->finder, by->room, &wish);
        const struct list *list = &l->at[own];
        bool same = list->count >= want.count;
        for (size_t k = 0; same && k < want.count; k++) {
            same = list->at[k].organisation == want.at[k].organisation &&
                   list->at[k].score == want.at[k].score;
        }
        right += same;
        arena_rewind(&mem, (struct arena_mark){0});
    }
    printf("  %zu of %d lists looked at are exact after them\n", right, LOOKED_AT);
    arena_free(&mem);
}

static void edit(struct crowd *c, const struct crowd_form *form, struct asking *a, size_t edits) {
    struct arena mem = {0};
    struct lists lists;
    struct lists_by by = {.finder = &c->finder, .room = a->room, .today = CROWD_TODAY};
    struct lists_changed sum = {0};
    double *took = arena_new(&mem, double, edits);
    lists_open(&lists, &mem);
    double start = now();
    for (uint32_t i = 0; i < c->finder.count; i++) {
        lists_fill(&lists, &by, i);
    }
    printf("  all lists filled            %.1f s of one processor, %.0f bytes each\n",
            now() - start, (double)(sizeof(struct list) + sizeof(float)));
    for (size_t i = 0; i < edits; i++) {
        uint32_t who = (uint32_t)((i * 2654435761U + 99) % c->finder.count);
        const struct profile *old = c->finder.profiles[who];
        (void)crowd_change(c, form, who, form->seed + 1000 + i);
        start = now();
        struct lists_changed one = lists_change(&lists, &by, who, old);
        took[i] = now() - start;
        sum.struck += one.struck;
        sum.entered += one.entered;
        sum.asked += one.asked;
    }
    qsort(took, edits, sizeof(*took), by_time);
    printf("  an edit, all lists exact    p50 %.2f ms  p99 %.2f ms; %.1f left, %.1f entered, %.2f"
           " asked anew each\n",
            took[edits / 2] * 1e3, took[edits * 99 / 100] * 1e3, (double)sum.struck / (double)edits,
            (double)sum.entered / (double)edits, (double)sum.asked / (double)edits);
    look_at_lists(&lists, &by, c);
    arena_free(&mem);
}

static bool read_options(int count, char **args, struct options *o) {
    for (int i = 1; i < count; i++) {
        if (strcmp(args[i], "--batch") == 0) {
            o->batch = true;
            continue;
        }
        const char *name = args[i];
        const char *value = i + 1 < count ? args[++i] : "";
        if (strcmp(name, "--organisations") == 0) {
            o->organisations = strtoul(value, NULL, 10);
        } else if (strcmp(name, "--questions") == 0) {
            o->questions = strtoul(value, NULL, 10);
        } else if (strcmp(name, "--seed") == 0) {
            o->seed = strtoul(value, NULL, 10);
        } else if (strcmp(name, "--edits") == 0) {
            o->edits = strtoul(value, NULL, 10);
        } else if (strcmp(name, "--peers") == 0) {
            o->peers = strtod(value, NULL);
        } else {
            return false;
        }
    }
    return o->organisations && o->questions;
}

int main(int count, char **args) {
    struct options o = {.organisations = 100000, .questions = 1000, .seed = 1};
    if (!read_options(count, args, &o)) {
        (void)fprintf(stderr, "usage: bench_match [--organisations N] [--questions N] [--seed N]"
                              " [--edits N] [--batch] [--peers SECONDS]\n");
        return 2;
    }
    struct crowd_form form = {.seed = o.seed,
            .organisations = (uint32_t)o.organisations,
            .concepts = 20000,
            .texts_each = 2.5,
            .meant = 10,
            .countries = 40,
            .business = 0.6};
    struct crowd c;
    crowd_open(&c, &form);
    double start = now();
    finder_build_all(&c.finder);
    printf("%u organisations, %zu texts, seed %zu: built in %.2f s, %.0f bytes each\n",
            form.organisations, c.texts, o.seed, now() - start,
            (double)finder_bytes(&c.finder) / form.organisations);
    struct arena mem = {0};
    struct asking a = {.crowd = &c, .room = finder_room(&mem), .questions = o.questions};
    a.took = arena_new(&mem, double, a.questions);
    a.who = choose(&mem, &a);
    double anew = ask(&a, "anew");
    a.stored = true;
    double stored = ask(&a, "with a stored list");
    ask_plainly(&c);
    (void)fflush(stdout);
    if (o.batch) {
        ask_all(&c);
    }
    if (o.peers > 0) {
        peer_run_all(&(struct peer_run){.crowd = &c,
                .room = a.room,
                .who = a.who,
                .questions = a.questions,
                .seconds_most = o.peers,
                .ours_anew = anew,
                .ours_stored = stored});
    }
    if (o.edits) {
        edit(&c, &form, &a, o.edits);
    }
    arena_free(&mem);
    crowd_close(&c);
    return 0;
}
