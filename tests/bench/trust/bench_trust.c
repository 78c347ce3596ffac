/* How long the best three chains take among many people, beside a plain search in memory and a
 * statement of SQLite, in one run on the same people:
 *
 *     bench_trust [PEOPLE [TIES [QUESTIONS [SEED]]]]
 *
 * What the people are like stands in crowd.h. Five kinds of questions are asked: from anybody to
 * anybody, the same within a region, from the five managers of a cluster to four people of an
 * organisation elsewhere, and between people drawn by how many they know, anywhere and within a
 * region, which are the hardest. The two others answer some of each kind that is for one person to one,
 * SQLite for two seconds at most; what they say is compared. */
#include "crowd.h"
#include "plain.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    PEERS = 100,
    PATIENCE_MS = 2000,
    LIVE_ROUNDS = 2000,
    ENDS_MOST = 5,
};

enum question_kind { ANYBODY, ONE_REGION, TEAMS, KNOWN, KNOWN_REGION, QUESTION_KINDS };

static const char *const kinds[QUESTION_KINDS] = {
        [ANYBODY] = "anybody to anybody",
        [ONE_REGION] = "within a region",
        [TEAMS] = "five people to four",
        [KNOWN] = "well known ones",
        [KNOWN_REGION] = "the same within a region",
};

struct bench {
    struct arena mem;
    struct crowd_plan plan;
    struct graph *graph;
    uint64_t state;
    size_t questions;
};

static double now_ms(void) {
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* What the processor did for this thread alone, whatever else the machine was busy with. */
static double own_ms(void) {
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double quantile(const double *sorted, size_t count, double q) {
    return sorted[(size_t)(q * (double)(count - 1))];
}

static void report(const char *what, double *ms, size_t count, const char *more) {
    qsort(ms, count, sizeof(*ms), by_size);
    printf("%-26s p50 %8.3f ms  p99 %9.3f ms  most %9.3f ms  %s\n", what, quantile(ms, count, 0.5),
            quantile(ms, count, 0.99), ms[count - 1], more);
}

static int64_t anybody(struct bench *b) {
    return 1 + (int64_t)(crowd_random(&b->state) % b->plan.people);
}

static int64_t somebody(struct bench *b, enum question_kind kind, int region) {
    uint32_t inhabitants = b->plan.people / CROWD_REGIONS;
    switch (kind) {
    case KNOWN: return 1 + (int64_t)crowd_person(&b->plan, &b->state, -1);
    case KNOWN_REGION: return 1 + (int64_t)crowd_person(&b->plan, &b->state, region);
    case ONE_REGION:
    case TEAMS:
        return 1 + region + (int64_t)(crowd_random(&b->state) % inhabitants) * CROWD_REGIONS;
    case ANYBODY:
    case QUESTION_KINDS: break;
    }
    return anybody(b);
}

static int some_region(struct bench *b) {
    return (int)(crowd_random(&b->state) % CROWD_REGIONS);
}

static void draw_ends(struct bench *b, enum question_kind kind, struct chain_question *q,
        int64_t from[ENDS_MOST], int64_t to[ENDS_MOST]) {
    int region = some_region(b);
    q->from = (struct chain_people){from, kind == TEAMS ? 5 : 1};
    q->to = (struct chain_people){to, kind == TEAMS ? 4 : 1};
    for (size_t i = 0; i < q->from.count; i++) {
        from[i] = somebody(b, kind, region);
    }
    region = kind == TEAMS ? some_region(b) : region;
    for (size_t i = 0; i < q->to.count; i++) {
        to[i] = somebody(b, kind, region);
    }
}

static void ask(struct bench *b, enum question_kind kind) {
    double *took = malloc(b->questions * sizeof(*took));
    double *own = malloc(b->questions * sizeof(*own));
    size_t found = 0;
    char more[64];
    for (size_t i = 0; took && own && i < b->questions; i++) {
        int64_t from[ENDS_MOST];
        int64_t to[ENDS_MOST];
        struct chain_question q = {.rule = rule_usual(), .today = CROWD_TODAY};
        draw_ends(b, kind, &q, from, to);
        double begin = now_ms();
        double own_begin = own_ms();
        found += chain_find(&b->mem, b->graph, &q).count;
        own[i] = own_ms() - own_begin;
        took[i] = now_ms() - begin;
    }
    (void)snprintf(more, sizeof(more), "%.2f chains each", (double)found / (double)b->questions);
    report(kinds[kind], took, b->questions, more);
    report("  of this thread alone", own, b->questions, "");
    free(took);
    free(own);
}

/* The same questions to all three. */
static void beside_others(struct bench *b) {
    struct rule rule = rule_usual();
    struct graph_view v = graph_view(&b->mem, b->graph, &rule, CROWD_TODAY);
    double begin = now_ms();
    struct plain_tables *tables = plain_tables_open(&v);
    printf("SQLite has its tables after %.0f s\n", (now_ms() - begin) / 1000);
    double ours[PEERS];
    double plain[PEERS];
    double sqlite[PEERS];
    size_t differ = 0;
    size_t late = 0;
    double sum[3] = {0};
    for (size_t i = 0; i < PEERS; i++) {
        static const enum question_kind asked[] = {ANYBODY, ONE_REGION, KNOWN, KNOWN_REGION};
        int region = some_region(b);
        int64_t from = somebody(b, asked[i % 4], region);
        int64_t to = somebody(b, asked[i % 4], region);
        uint32_t x = graph_place(b->graph, from);
        uint32_t y = graph_place(b->graph, to);
        if (x == GRAPH_NONE || y == GRAPH_NONE || x == y || b->graph->people[y].off) {
            i--;
            continue;
        }
        struct chain_question q = {
                .from = {&from, 1}, .to = {&to, 1}, .rule = rule, .today = CROWD_TODAY};
        struct arena_mark clean = arena_mark(&b->mem);
        begin = own_ms();
        struct trust_chains c = chain_find(&b->mem, b->graph, &q);
        sum[0] += ours[i] = own_ms() - begin;
        begin = own_ms();
        struct trust_chains p = plain_chains(&b->mem, &v, x, y);
        sum[1] += plain[i] = own_ms() - begin;
        begin = own_ms();
        double best = plain_tables_best(tables, x, y, PATIENCE_MS);
        sum[2] += sqlite[i] = own_ms() - begin;
        late += best < 0;
        differ += c.count != p.count;
        for (size_t n = 0; n < c.count && n < p.count; n++) {
            differ += fabs(c.at[n].belief - p.at[n].belief) > 1e-9;
        }
        differ += best >= 0 && c.count && fabs(best - c.at[0].belief) > 1e-9;
        arena_rewind(&b->mem, clean);
    }
    report("ours, the same questions", ours, PEERS, "");
    report("plain search in memory", plain, PEERS, "");
    report("SQLite, the best one only", sqlite, PEERS, "");
    printf("plain search takes %.0f times as long as ours, SQLite %.0f times (%zu of %d given up);"
           " %zu answers differ\n",
            sum[1] / sum[0], sum[2] / sum[0], late, PEERS, differ);
    plain_tables_close(tables);
}

/* What a new confirmation costs the writer. */
static void live(struct bench *b) {
    double *took = malloc(LIVE_ROUNDS * sizeof(*took));
    for (size_t i = 0; took && i < LIVE_ROUNDS; i++) {
        uint32_t place = graph_place(b->graph, 1 + (int64_t)crowd_person(&b->plan, &b->state, -1));
        struct graph_known k = graph_known(b->graph, place == GRAPH_NONE ? 0 : place);
        struct evidence *seen = calloc(k.count + 1, sizeof(*seen));
        for (uint32_t n = 0; seen && n < k.count; n++) {
            seen[n] = (struct evidence){
                    .receiver = b->graph->people[k.at[n]].id, .day = STR("2026-05-05")};
        }
        seen[k.count] = (struct evidence){.receiver = anybody(b), .day = STR("2026-05-06")};
        double begin = now_ms();
        graph_put(b->graph, b->graph->people[place].id, &(struct evidences){seen, k.count + 1});
        took[i] = now_ms() - begin;
        free(seen);
    }
    report("one more confirmation", took, LIVE_ROUNDS, "");
    free(took);
}

int main(int argc, char **argv) {
    struct bench b = {.plan = {1000000, 10500000, 1}, .questions = 2000};
    b.plan.people = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : b.plan.people;
    b.plan.ties = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : b.plan.ties;
    b.questions = argc > 3 ? strtoul(argv[3], NULL, 10) : b.questions;
    b.plan.seed = argc > 4 ? strtoul(argv[4], NULL, 10) : b.plan.seed;
    b.state = b.plan.seed + 1000;
    double begin = now_ms();
    b.graph = crowd_make(&b.plan);
    uint32_t most = 0;
    for (uint32_t p = 0; p < b.graph->count; p++) {
        most = b.graph->people[p].known_count > most ? b.graph->people[p].known_count : most;
    }
    printf("%u people, %zu ties, at most %u of one; made in %.0f s, %zu MB\n", b.graph->count,
            b.graph->ties / 2, most, (now_ms() - begin) / 1000, graph_bytes(b.graph) >> 20);
    for (int k = 0; k < QUESTION_KINDS; k++) {
        ask(&b, (enum question_kind)k);
    }
    beside_others(&b);
    live(&b);
    graph_close(b.graph);
    arena_free(&b.mem);
    return 0;
}
