/* How long the best twenty partners take, how much memory, and how both grow:
 *
 *     bench_match [ORGANISATIONS [QUESTIONS [SEED]]]
 *
 * Time is that of the processor, so that others on the machine count little. */
#include "tests/crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 20, QUESTIONS = 2000, ORGANISATIONS = 100000, PLAIN_MOST = 20 };

static double now(void) {
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct asking {
    const struct crowd *crowd;
    struct finder_room *room;
    size_t questions;
    bool seeded; /* with the twentieth's score, as a stored list has it */
    double *took;
};

static struct finder_wish wish_of(const struct crowd *c, uint32_t own) {
    return (struct finder_wish){
            .own = own, .profile = c->finder.profiles[own], .most = MOST, .today = CROWD_TODAY};
}

static void ask(struct asking *a, const char *name) {
    struct arena mem = {0};
    double all = 0;
    for (size_t i = 0; i < a->questions; i++) {
        uint32_t own = (uint32_t)((i * 2654435761U + 12345) % a->crowd->finder.count);
        struct finder_wish wish = wish_of(a->crowd, own);
        if (a->seeded) {
            struct findings known = finder_find(&mem, &a->crowd->finder, a->room, &wish);
            wish.above = known.count == MOST ? known.at[MOST - 1].score : 0;
        }
        double start = now();
        (void)finder_find(&mem, &a->crowd->finder, a->room, &wish);
        a->took[i] = now() - start;
        all += a->took[i];
        arena_free(&mem);
    }
    qsort(a->took, a->questions, sizeof(*a->took), by_time);
    printf("  %-28s p50 %8.1f us  p99 %8.1f us  mean %8.1f us\n", name,
            a->took[a->questions / 2] * 1e6, a->took[a->questions * 99 / 100] * 1e6,
            all / (double)a->questions * 1e6);
}

static void ask_plainly(const struct crowd *c) {
    struct arena mem = {0};
    double start = now();
    for (uint32_t i = 0; i < PLAIN_MOST; i++) {
        struct finder_wish wish = wish_of(c, i);
        (void)finder_find_plainly(&mem, &c->finder, &wish);
        arena_free(&mem);
    }
    printf("  %-28s mean %8.1f us\n", "everybody weighed", (now() - start) / PLAIN_MOST * 1e6);
}

int main(int count, char **args) {
    struct crowd_form form = {.seed = count > 3 ? strtoull(args[3], NULL, 10) : 1,
            .organisations = count > 1 ? (uint32_t)strtoul(args[1], NULL, 10) : ORGANISATIONS,
            .concepts = 20000,
            .texts_each = 2.5,
            .meant = 10,
            .countries = 40,
            .business = 0.6};
    struct crowd c;
    crowd_open(&c, &form);
    double start = now();
    finder_build_all(&c.finder);
    double built = now() - start;
    printf("%u organisations, %zu texts, seed %llu: built in %.2f s, %.0f bytes each\n",
            form.organisations, c.texts, (unsigned long long)form.seed, built,
            (double)finder_bytes(&c.finder) / form.organisations);
    struct arena mem = {0};
    struct asking a = {.crowd = &c,
            .room = finder_room(&mem),
            .questions = count > 2 ? strtoul(args[2], NULL, 10) : QUESTIONS};
    a.took = arena_new(&mem, double, a.questions);
    ask(&a, "anew");
    a.seeded = true;
    ask(&a, "with a stored list");
    ask_plainly(&c);
    arena_free(&mem);
    crowd_close(&c);
    return 0;
}
