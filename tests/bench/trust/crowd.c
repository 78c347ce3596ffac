#include "crowd.h"

#include "lang/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 8 * 365, SEEN_MOST = 4 };

struct pair {
    uint32_t giver, receiver;
};

uint64_t crowd_random(uint64_t *state) {
    uint64_t x = *state += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static double share(uint64_t *state) {
    return (double)(crowd_random(state) >> 11) * 0x1p-53;
}

uint32_t crowd_person(const struct crowd_plan *plan, uint64_t *state, int region) {
    double u = share(state);
    uint32_t regions = region < 0 ? 1 : CROWD_REGIONS;
    uint32_t rank = (uint32_t)(u * u * (plan->people / regions));
    return rank * regions + (region < 0 ? 0 : (uint32_t)region);
}

static enum evidence_kind some_kind(uint64_t *state) {
    static const int upto[EVIDENCE_KINDS] = {400, 700, 850, 870, 920, 930, 955, 990, 1000};
    int drawn = (int)(crowd_random(state) % 1000);
    int k = 0;
    while (drawn >= upto[k]) {
        k++;
    }
    return (enum evidence_kind)k;
}

static uint64_t spoken(uint32_t person, uint64_t *state) {
    uint32_t region = person % CROWD_REGIONS % 20; /* some regions share a language */
    uint64_t speaks = (uint64_t)1 << region;
    speaks |= crowd_random(state) % 3 ? (uint64_t)1 << 40 : 0;
    speaks |= crowd_random(state) % 5 == 0 ? (uint64_t)1 << (region + 1) % 20 : 0;
    return speaks;
}

/* Both directions of each tie, sorted by giver: begins[p] is where p's begin. */
static struct pair *draw_ties(const struct crowd_plan *plan, uint64_t *state, size_t *begins) {
    size_t count = 2 * (size_t)plan->ties;
    struct pair *drawn = malloc(count * sizeof(*drawn));
    struct pair *sorted = malloc(count * sizeof(*sorted));
    if (!drawn || !sorted) {
        abort();
    }
    for (size_t i = 0; i < count; i += 2) {
        uint32_t a = crowd_person(plan, state, -1);
        int region = crowd_random(state) % 5 ? (int)(a % CROWD_REGIONS) : -1;
        uint32_t b = crowd_person(plan, state, region);
        b = b == a ? (a + CROWD_REGIONS) % plan->people : b;
        drawn[i] = (struct pair){a, b};
        drawn[i + 1] = (struct pair){b, a};
        begins[a + 1]++;
        begins[b + 1]++;
    }
    for (uint32_t p = 0; p < plan->people; p++) {
        begins[p + 1] += begins[p];
    }
    size_t *next = malloc((plan->people + 1) * sizeof(*next));
    if (!next) {
        abort();
    }
    memcpy(next, begins, (plan->people + 1) * sizeof(*next));
    for (size_t i = 0; i < count; i++) {
        sorted[next[drawn[i].giver]++] = drawn[i];
    }
    free(next);
    free(drawn);
    return sorted;
}

static void put_person(
        struct graph *g, const struct pair *ties, size_t count, const str *days, uint64_t *state) {
    struct evidence *seen = malloc((count * SEEN_MOST + 1) * sizeof(*seen));
    size_t n = 0;
    if (!seen) {
        abort();
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t times = crowd_random(state) % 8;
        times = times < 4 ? 1 : times < 6 ? 2 : times < 7 ? 3 : 4;
        for (uint64_t t = 0; t < times; t++) {
            seen[n++] = (struct evidence){.giver = (int64_t)ties[i].giver + 1,
                    .receiver = (int64_t)ties[i].receiver + 1,
                    .kind = some_kind(state),
                    .day = days[crowd_random(state) % DAYS]};
        }
    }
    graph_put(g, (int64_t)ties[0].giver + 1, &(struct evidences){seen, n});
    free(seen);
}

struct graph *crowd_make(const struct crowd_plan *plan) {
    struct arena mem = {0};
    uint64_t state = plan->seed;
    size_t *begins = calloc(plan->people + 1, sizeof(*begins));
    str *days = arena_new(&mem, str, DAYS);
    struct graph *g = graph_open();
    if (!begins) {
        abort();
    }
    for (int64_t d = 0; d < DAYS; d++) {
        days[d] = date_of(&mem, (CROWD_TODAY - d) * 86400);
    }
    struct pair *ties = draw_ties(plan, &state, begins);
    graph_load(g);
    for (uint32_t p = 0; p < plan->people; p++) {
        if (begins[p + 1] > begins[p]) {
            put_person(g, ties + begins[p], begins[p + 1] - begins[p], days, &state);
        }
    }
    for (uint32_t i = 0; i < g->count; i++) {
        g->people[i].speaks = spoken((uint32_t)g->people[i].id - 1, &state);
        g->people[i].off = crowd_random(&state) % 10 == 0;
    }
    graph_swap(g, graph_settled(g));
    free(ties);
    free(begins);
    arena_free(&mem);
    return g;
}
