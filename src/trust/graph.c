#include "trust/graph.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { ROOM_LEAST = 64, WASTE_LEAST = 1 << 20, KIND_SHIFT = 16, KNOWERS_LEAST = 4 };

static void *taken(void *memory) {
    if (!memory) {
        arena_out_of_memory();
    }
    return memory;
}

struct graph *graph_open(void) {
    struct graph *g = taken(calloc(1, sizeof(*g))); /* outlives every unit of work */
    (void)numbers_take(&g->out, 0);
    (void)numbers_take(&g->in, 0);
    return g;
}

void graph_close(struct graph *g) {
    if (g) {
        free(g->people);
        free(g->slots);
        numbers_free(&g->out);
        numbers_free(&g->in);
        free(g);
    }
}

/* ---- people */

static uint32_t first_slot(const struct graph *g, int64_t individual) {
    uint64_t mixed = (uint64_t)individual * 0x9E3779B97F4A7C15U;
    return (uint32_t)(mixed >> 32) & (g->slot_count - 1);
}

static uint32_t slot_of(const struct graph *g, int64_t individual) {
    uint32_t s = first_slot(g, individual);
    while (g->slots[s] != GRAPH_NONE && g->people[g->slots[s]].id != individual) {
        s = (s + 1) & (g->slot_count - 1);
    }
    return s;
}

uint32_t graph_place(const struct graph *g, int64_t individual) {
    return g->slot_count ? g->slots[slot_of(g, individual)] : GRAPH_NONE;
}

/* Half of the slots stay free. */
static void grow(struct graph *g) {
    g->room = g->room ? g->room * 2 : ROOM_LEAST;
    g->people = taken(realloc(g->people, g->room * sizeof(*g->people)));
    g->slot_count = g->room * 2;
    g->slots = taken(realloc(g->slots, g->slot_count * sizeof(*g->slots)));
    memset(g->slots, 0xFF, g->slot_count * sizeof(*g->slots));
    for (uint32_t i = 0; i < g->count; i++) {
        g->slots[slot_of(g, g->people[i].id)] = i;
    }
}

uint32_t graph_put_person(struct graph *g, int64_t individual) {
    uint32_t place = graph_place(g, individual);
    if (place != GRAPH_NONE) {
        return place;
    }
    if (g->count == g->room) {
        grow(g);
    }
    place = g->count++;
    g->people[place] = (struct graph_person){.id = individual};
    g->slots[slot_of(g, individual)] = place;
    return place;
}

/* ---- reading */

struct graph_known graph_known(const struct graph *g, uint32_t place) {
    const struct graph_person *p = &g->people[place];
    const uint32_t *at = g->out.at + p->known;
    size_t count = p->known_count;
    return (struct graph_known){at, at + count, at + 2 * count, p->known_count};
}

static size_t known_size(const struct graph_known *k) {
    return k->count ? 2 * (size_t)k->count + k->ends[k->count - 1] : 0;
}

struct graph_view graph_view(
        struct arena *mem, const struct graph *g, const struct rule *rule, int64_t today) {
    int64_t since = today - GRAPH_DAY_ZERO;
    int64_t count = since < 0 ? 1 : since >= GRAPH_DAYS ? GRAPH_DAYS : since + 1;
    struct graph_view v = {.graph = g, .today = count - 1};
    double *fade = arena_new(mem, double, (size_t)count);
    for (int64_t d = 0; d < count; d++) {
        fade[d] = belief_fade(d, rule->months);
    }
    v.fade = fade;
    for (int k = 0; k < EVIDENCE_KINDS; k++) {
        v.strength[k] = (double)rule->strength[k] / 100;
    }
    return v;
}

double graph_belief_at(const struct graph_view *v, const struct graph_known *k, uint32_t i) {
    struct experience sum = {0};
    for (uint32_t n = i ? k->ends[i - 1] : 0; n < k->ends[i]; n++) {
        uint32_t kind = k->items[n] >> KIND_SHIFT;
        int64_t age = v->today - (int64_t)(k->items[n] & (GRAPH_DAYS - 1));
        double weight = v->strength[kind] * v->fade[age > 0 ? age : 0];
        if (evidence_is_bad((enum evidence_kind)kind)) {
            sum.bad += weight;
        } else {
            sum.good += weight;
        }
    }
    return opinion_of(sum).belief;
}

/* Where it stands in a rising list; `count` if it does not. */
static uint32_t find(const uint32_t *at, uint32_t count, uint32_t place) {
    uint32_t low = 0;
    uint32_t high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (at[middle] < place) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < count && at[low] == place ? low : count;
}

double graph_belief(const struct graph_view *v, uint32_t from, uint32_t to) {
    struct graph_known k = graph_known(v->graph, from);
    uint32_t i = find(k.at, k.count, to);
    return i < k.count ? graph_belief_at(v, &k, i) : 0;
}

/* ---- who knows them */

static void add_knower(struct graph *g, uint32_t place, uint32_t knower) {
    struct graph_person *p = &g->people[place];
    if (p->knower_count == p->knower_room) {
        uint32_t room = p->knower_room ? p->knower_room * 2 : KNOWERS_LEAST;
        uint32_t at = numbers_take(&g->in, room);
        if (p->knower_count) {
            memcpy(g->in.at + at, g->in.at + p->knowers, p->knower_count * sizeof(uint32_t));
        }
        g->in.waste += p->knower_room;
        p->knowers = at;
        p->knower_room = room;
    }
    g->in.at[p->knowers + p->knower_count++] = knower;
}

static void drop_knower(struct graph *g, uint32_t place, uint32_t knower) {
    struct graph_person *p = &g->people[place];
    uint32_t *at = g->in.at + p->knowers;
    for (uint32_t i = 0; i < p->knower_count; i++) {
        if (at[i] == knower) {
            at[i] = at[--p->knower_count];
            return;
        }
    }
}

/* ---- what they have seen */

struct item {
    uint32_t receiver;
    uint32_t item;
};

static int by_receiver(const void *a, const void *b) {
    const struct item *x = a;
    const struct item *y = b;
    return x->receiver != y->receiver ? (x->receiver < y->receiver ? -1 : 1)
           : x->item != y->item       ? (x->item < y->item ? -1 : 1)
                                      : 0;
}

static uint32_t item_of(const struct evidence *e) {
    int64_t day = belief_day(e->day) - GRAPH_DAY_ZERO;
    day = day < 0 ? 0 : day >= GRAPH_DAYS ? GRAPH_DAYS - 1 : day;
    return ((uint32_t)e->kind << KIND_SHIFT) | (uint32_t)day;
}

static void write_known(
        struct graph *g, uint32_t place, const struct item *items, uint32_t count, uint32_t ties) {
    uint32_t at = numbers_take(&g->out, 2 * (size_t)ties + count);
    uint32_t *known = g->out.at + at;
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i && items[i].receiver != items[i - 1].receiver) {
            n++;
        }
        known[n] = items[i].receiver;
        known[ties + n] = i + 1;
        known[2 * ties + i] = items[i].item;
    }
    g->people[place].known = at;
    g->people[place].known_count = ties;
}

/* Both lists rise: whoever stands only in the old one is known no more, only in the new one newly. */
static void follow_knowers(
        struct graph *g, uint32_t place, const uint32_t *before, uint32_t count) {
    uint32_t old = 0;
    uint32_t now = 0;
    const uint32_t *after = g->out.at + g->people[place].known;
    uint32_t after_count = g->people[place].known_count;
    while (old < count || now < after_count) {
        if (now == after_count || (old < count && before[old] < after[now])) {
            drop_knower(g, before[old++], place);
        } else if (old == count || after[now] < before[old]) {
            add_knower(g, after[now++], place);
        } else {
            old++;
            now++;
        }
    }
}

static void put_items(struct graph *g, uint32_t place, const struct item *items, uint32_t count) {
    struct graph_known old = graph_known(g, place);
    uint32_t before = g->people[place].known;
    uint32_t ties = 0;
    for (uint32_t i = 0; i < count; i++) {
        ties += i == 0 || items[i].receiver != items[i - 1].receiver;
    }
    g->out.waste += known_size(&old);
    g->ties += (size_t)ties - old.count;
    write_known(g, place, items, count, ties);
    if (!g->loading) {
        follow_knowers(g, place, g->out.at + before, old.count);
    }
}

void graph_put(struct graph *g, int64_t giver, const struct evidences *seen) {
    uint32_t place = graph_put_person(g, giver);
    struct item few[64];
    struct item *items = seen->count > 64 ? taken(malloc(seen->count * sizeof(*items))) : few;
    for (size_t i = 0; i < seen->count; i++) {
        uint32_t receiver = graph_put_person(g, seen->at[i].receiver);
        items[i] = (struct item){receiver, item_of(&seen->at[i])};
    }
    qsort(items, seen->count, sizeof(*items), by_receiver);
    put_items(g, place, items, (uint32_t)seen->count);
    if (items != few) {
        free(items);
    }
}

/* What this giver saw of that receiver goes; the rest is written anew. */
static void forget_tie(struct graph *g, uint32_t giver, uint32_t receiver) {
    struct graph_known k = graph_known(g, giver);
    size_t most = k.count ? k.ends[k.count - 1] : 0;
    struct item *items = taken(malloc((most + 1) * sizeof(*items)));
    uint32_t count = 0;
    for (uint32_t i = 0; i < k.count; i++) {
        for (uint32_t n = i ? k.ends[i - 1] : 0; k.at[i] != receiver && n < k.ends[i]; n++) {
            items[count++] = (struct item){k.at[i], k.items[n]};
        }
    }
    put_items(g, giver, items, count);
    free(items);
}

void graph_remove(struct graph *g, int64_t individual) {
    uint32_t place = graph_place(g, individual);
    if (place == GRAPH_NONE) {
        return;
    }
    put_items(g, place, NULL, 0);
    while (g->people[place].knower_count) {
        forget_tie(g, graph_knowers(g, place)[0], place);
    }
    g->people[place].speaks = 0;
    g->people[place].off = true;
}

/* ---- without waste */

void graph_load(struct graph *g) {
    g->loading = true;
}

bool graph_is_wasteful(const struct graph *g) {
    return (g->out.waste > WASTE_LEAST && g->out.waste * 2 > g->out.count) ||
           (g->in.waste > WASTE_LEAST && g->in.waste * 2 > g->in.count);
}

static void copy_known(const struct graph *from, struct graph *to, uint32_t place) {
    struct graph_known k = graph_known(from, place);
    size_t size = known_size(&k);
    uint32_t at = numbers_take(&to->out, size);
    if (size) {
        memcpy(to->out.at + at, k.at, size * sizeof(uint32_t));
    }
    to->people[place].known = at;
    for (uint32_t i = 0; i < k.count; i++) {
        to->people[k.at[i]].knower_room++;
    }
}

struct graph *graph_settled(const struct graph *g) {
    struct graph *fresh = graph_open();
    fresh->count = g->count;
    fresh->room = g->room;
    fresh->slot_count = g->slot_count;
    fresh->ties = g->ties;
    fresh->people = taken(malloc((g->room + 1) * sizeof(*g->people)));
    fresh->slots = taken(malloc((g->slot_count + 1) * sizeof(*g->slots)));
    if (g->count) {
        memcpy(fresh->people, g->people, g->count * sizeof(*g->people));
        memcpy(fresh->slots, g->slots, g->slot_count * sizeof(*g->slots));
    }
    for (uint32_t p = 0; p < g->count; p++) {
        fresh->people[p].knower_count = fresh->people[p].knower_room = 0;
    }
    for (uint32_t p = 0; p < g->count; p++) {
        copy_known(g, fresh, p);
    }
    for (uint32_t p = 0; p < g->count; p++) {
        fresh->people[p].knowers = numbers_take(&fresh->in, fresh->people[p].knower_room);
    }
    for (uint32_t p = 0; p < g->count; p++) {
        struct graph_known k = graph_known(fresh, p);
        for (uint32_t i = 0; i < k.count; i++) {
            add_knower(fresh, k.at[i], p);
        }
    }
    return fresh;
}

void graph_swap(struct graph *g, struct graph *settled) {
    struct graph old = *g;
    *g = *settled;
    *settled = old;
    graph_close(settled);
}

size_t graph_bytes(const struct graph *g) {
    return g->room * sizeof(*g->people) + g->slot_count * sizeof(*g->slots) +
           (g->out.room + g->in.room) * sizeof(uint32_t);
}
