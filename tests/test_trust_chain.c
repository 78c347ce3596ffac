/* Chains of people, against a plain search through everything there is, in many small worlds. */
#include "tests/test.h"
#include "trust/chain.h"

#include <math.h>
#include <string.h>

enum { PEOPLE = 12, WORLDS = 3000, SEEN_MOST = 100, FIRST_ID = 100, TODAY = 20820, DAY_ROOM = 48 };

struct tiny {
    struct evidence seen[SEEN_MOST];
    size_t count;
    uint64_t speaks[PEOPLE];
    bool off[PEOPLE], barred[PEOPLE];
    bool from[PEOPLE], to[PEOPLE];
    struct rule rule;
};

static uint64_t drawn(uint64_t *state) {
    uint64_t x = *state += 0x9E3779B97F4A7C15U;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

static int draw(uint64_t *state, int below) {
    return (int)(drawn(state) % (uint64_t)below);
}

static str day_text(struct arena *mem, uint64_t *state) {
    char *day = arena_new(mem, char, DAY_ROOM);
    (void)snprintf(day, DAY_ROOM, "20%02d-%02d-%02d", 15 + draw(state, 12), 1 + draw(state, 12),
            1 + draw(state, 28));
    return str_of(day);
}

static struct tiny tiny_make(struct arena *mem, uint64_t *state) {
    struct tiny t = {.rule = rule_usual()};
    t.count = (size_t)(20 + draw(state, SEEN_MOST - 20));
    for (size_t i = 0; i < t.count; i++) {
        int giver = draw(state, PEOPLE);
        int receiver = (giver + 1 + draw(state, PEOPLE - 1)) % PEOPLE;
        t.seen[i] = (struct evidence){.giver = FIRST_ID + giver,
                .receiver = FIRST_ID + receiver,
                .kind = (enum evidence_kind)draw(state, EVIDENCE_KINDS),
                .day = day_text(mem, state)};
    }
    for (int p = 0; p < PEOPLE; p++) {
        t.speaks[p] = draw(state, 4) ? 1 + (uint64_t)draw(state, 7) : 1;
        t.off[p] = draw(state, 10) == 0;
        t.barred[p] = draw(state, 12) == 0;
        t.from[p] = draw(state, 5) == 0;
        t.to[p] = !t.from[p] && draw(state, 5) == 0;
    }
    t.rule.months = 1 + draw(state, 60);
    t.rule.strength[EVIDENCE_MET] = draw(state, 300);
    return t;
}

/* ---- the plain search: every row for every pair, every way there is */

static double plain_belief(const struct tiny *t, int from, int to) {
    struct experience sum = {0};
    for (size_t i = 0; i < t->count; i++) {
        const struct evidence *e = &t->seen[i];
        if (e->giver == FIRST_ID + from && e->receiver == FIRST_ID + to) {
            struct experience one = belief_of_one(&t->rule, e->kind, TODAY - belief_day(e->day));
            sum.good += one.good;
            sum.bad += one.bad;
        }
    }
    return opinion_of(sum).belief;
}

static double plain_worth(const struct tiny *t, const int *way, size_t count, const bool *used) {
    double worth = 1;
    for (size_t i = 0; i < count; i++) {
        bool inner = i > 0 && i + 1 < count;
        if (inner && (t->off[way[i]] || t->barred[way[i]] || used[way[i]] || t->from[way[i]] ||
                             t->to[way[i]])) {
            return 0;
        }
        if (i && !(t->speaks[way[i - 1]] & t->speaks[way[i]])) {
            return 0;
        }
        worth *= i ? plain_belief(t, way[i - 1], way[i]) : 1;
    }
    return worth;
}

struct plain {
    int way[CHAIN_PEOPLE_MOST];
    size_t count;
    double worth, second; /* second: what the next best is worth */
};

static void plain_offer(const struct tiny *t, struct plain *best, const int *way, size_t count,
        const bool used[PEOPLE]) {
    double worth = plain_worth(t, way, count, used);
    if (worth > best->worth) {
        best->second = best->worth;
        best->worth = worth;
        best->count = count;
        memcpy(best->way, way, count * sizeof(*way));
    } else if (worth > best->second) {
        best->second = worth;
    }
}

static struct plain plain_best(
        const struct tiny *t, const bool used[PEOPLE], bool direct[PEOPLE][PEOPLE]) {
    struct plain best = {0};
    for (int a = 0; a < PEOPLE; a++) {
        for (int b = 0; b < PEOPLE; b++) {
            if (!t->from[a] || !t->to[b] || t->off[b] || t->barred[b]) {
                continue;
            }
            if (!direct[a][b]) {
                plain_offer(t, &best, (int[]){a, b}, 2, used);
            }
            for (int x = 0; x < PEOPLE; x++) {
                plain_offer(t, &best, (int[]){a, x, b}, 3, used);
                for (int y = 0; y < PEOPLE; y++) {
                    if (y != x) {
                        plain_offer(t, &best, (int[]){a, x, y, b}, 4, used);
                    }
                }
            }
        }
    }
    return best;
}

/* ---- ours */

static struct graph *graph_of(const struct tiny *t, bool loading) {
    struct graph *g = graph_open();
    struct evidence own[SEEN_MOST];
    if (loading) {
        graph_load(g);
    }
    for (int p = 0; p < PEOPLE; p++) {
        size_t count = 0;
        for (size_t i = 0; i < t->count; i++) {
            if (t->seen[i].giver == FIRST_ID + p) {
                own[count++] = t->seen[i];
            }
        }
        graph_put(g, FIRST_ID + p, &(struct evidences){own, count});
        uint32_t place = graph_place(g, FIRST_ID + p);
        g->people[place].speaks = t->speaks[p];
        g->people[place].off = t->off[p];
    }
    if (loading) {
        graph_swap(g, graph_settled(g));
    }
    return g;
}

static struct chain_people those(const bool in[PEOPLE], int64_t ids[PEOPLE]) {
    struct chain_people all = {.at = ids};
    for (int p = 0; p < PEOPLE; p++) {
        if (in[p]) {
            ids[all.count++] = FIRST_ID + p;
        }
    }
    return all;
}

static struct trust_chains ours(struct arena *mem, const struct tiny *t, const struct graph *g) {
    int64_t from[PEOPLE];
    int64_t to[PEOPLE];
    int64_t without[PEOPLE];
    struct chain_question q = {.from = those(t->from, from),
            .to = those(t->to, to),
            .without = those(t->barred, without),
            .rule = t->rule,
            .today = TODAY};
    return chain_find(mem, g, &q);
}

/* The same worth, and the same people wherever only one chain is worth that. */
static bool is_same(const struct plain *p, const struct trust_chain *c) {
    bool same = fabs(p->worth - c->belief) < 1e-12;
    if (p->worth - p->second < 1e-9) {
        return same;
    }
    same = same && p->count == c->count;
    for (size_t i = 0; same && i < p->count; i++) {
        same = c->people[i] == FIRST_ID + p->way[i];
    }
    return same;
}

/* How many chains were compared; those behind a draw are not, for the two may have gone on from
 * different people. */
static size_t compare(struct arena *mem, const struct tiny *t, const struct graph *g) {
    bool used[PEOPLE] = {false};
    bool direct[PEOPLE][PEOPLE] = {{false}};
    struct trust_chains got = ours(mem, t, g);
    for (size_t i = 0; i < CHAINS_MOST; i++) {
        struct plain best = plain_best(t, used, direct);
        if (!best.count) {
            CHECK(got.count == i);
            return i;
        }
        CHECK(got.count > i && is_same(&best, &got.at[i]));
        if (got.count <= i || best.worth - best.second < 1e-9) {
            return i;
        }
        for (size_t n = 1; n + 1 < best.count; n++) {
            used[best.way[n]] = true;
        }
        direct[best.way[0]][best.way[best.count - 1]] |= best.count == 2;
    }
    return CHAINS_MOST;
}

static void chains_are_those_of_a_plain_search(void) {
    struct arena mem = {0};
    uint64_t state = 7;
    size_t compared = 0;
    size_t three = 0;
    for (int i = 0; i < WORLDS && test_failures < 5; i++) {
        struct tiny t = tiny_make(&mem, &state);
        struct graph *g = graph_of(&t, i % 2);
        size_t chains = compare(&mem, &t, g);
        compared += chains;
        three += chains == CHAINS_MOST;
        graph_close(g);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    CHECK(compared > 2000 && three > 200);
    printf("%zu chains in %d worlds, %zu times three\n", compared, WORLDS, three);
    arena_free(&mem);
}

/* ---- a graph that changes is the graph made anew */

static bool is_knower(const struct graph *g, uint32_t place, uint32_t knower) {
    const uint32_t *all = graph_knowers(g, place);
    size_t times = 0;
    for (uint32_t i = 0; i < g->people[place].knower_count; i++) {
        times += all[i] == knower;
    }
    CHECK(times <= 1);
    return times == 1;
}

static void same_graph(struct arena *mem, const struct graph *a, const struct tiny *t) {
    struct graph_view v = graph_view(mem, a, &t->rule, TODAY);
    size_t ties = 0;
    for (int from = 0; from < PEOPLE; from++) {
        for (int to = 0; to < PEOPLE; to++) {
            uint32_t x = graph_place(a, FIRST_ID + from);
            uint32_t y = graph_place(a, FIRST_ID + to);
            if (x == GRAPH_NONE || y == GRAPH_NONE) {
                continue;
            }
            bool seen = false;
            for (size_t i = 0; i < t->count; i++) {
                seen |= t->seen[i].giver == FIRST_ID + from && t->seen[i].receiver == FIRST_ID + to;
            }
            CHECK(fabs(graph_belief(&v, x, y) - plain_belief(t, from, to)) < 1e-12);
            CHECK(is_knower(a, y, x) == seen);
            ties += seen;
        }
    }
    CHECK(ties == a->ties);
}

static void put_anew(struct graph *g, const struct tiny *t, int64_t giver) {
    struct evidence own[SEEN_MOST];
    size_t count = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->seen[i].giver == giver) {
            own[count++] = t->seen[i];
        }
    }
    graph_put(g, giver, &(struct evidences){own, count});
}

/* Somebody goes: what they saw, and what was seen of them. */
static void somebody_goes(struct graph *g, struct tiny *t, int64_t gone) {
    size_t left = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->seen[i].giver != gone && t->seen[i].receiver != gone) {
            t->seen[left++] = t->seen[i];
        }
    }
    t->count = left;
    graph_remove(g, gone);
}

static void a_graph_that_changes_is_the_one_made_anew(void) {
    struct arena mem = {0};
    uint64_t state = 11;
    for (int i = 0; i < 300; i++) {
        struct tiny t = tiny_make(&mem, &state);
        struct graph *g = graph_of(&t, i % 2);
        for (int step = 0; step < 20 && t.count > 1; step++) {
            int64_t giver = t.seen[draw(&state, (int)t.count)].giver;
            size_t out = (size_t)draw(&state, (int)t.count);
            int64_t other = t.seen[out].giver;
            if (step % 7 == 6) {
                somebody_goes(g, &t, giver);
            } else {
                t.seen[out] = t.seen[--t.count];
                put_anew(g, &t, other);
            }
            same_graph(&mem, g, &t);
            if (step % 9 == 8) {
                graph_swap(g, graph_settled(g));
                same_graph(&mem, g, &t);
            }
        }
        graph_close(g);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
}

int main(void) {
    chains_are_those_of_a_plain_search();
    a_graph_that_changes_is_the_one_made_anew();
    return test_failures != 0;
}
