#include "trust/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Somebody next to an end: the best way there, and from which of the ends. */
struct near {
    uint32_t place;
    uint32_t end;
    double belief;
};

/* Those next to one end, the best first, and where each stands among them. */
struct ring {
    struct near *at;
    uint32_t count;
    uint32_t *slots; /* index + 1 by place; 0: free */
    uint32_t slot_mask;
    uint64_t *there; /* a bit a place: most are in no ring, and this is in the cache */
    size_t degrees;  /* ties that a search through all of them looks at */
};

struct found {
    uint32_t at[CHAIN_PEOPLE_MOST];
    size_t count;
    double belief;
};

struct search {
    struct arena *mem;
    const struct graph *graph;
    struct graph_view view;
    uint64_t *ends;   /* a bit a place: begins or ends chains */
    uint64_t *barred; /* cannot be in the middle: left out, or in a chain already */
    struct ring near, far;
    struct found *direct;
    size_t direct_count, direct_room;
};

static uint64_t *bits(struct arena *mem, const struct graph *g) {
    return arena_new(mem, uint64_t, g->count / 64 + 1);
}

static bool has_bit(const uint64_t *all, uint32_t place) {
    return all[place / 64] >> (place % 64) & 1;
}

static void set_bit(uint64_t *all, uint32_t place) {
    all[place / 64] |= (uint64_t)1 << (place % 64);
}

static bool talk(const struct search *s, uint32_t a, uint32_t b) {
    return (s->graph->people[a].speaks & s->graph->people[b].speaks) != 0;
}

static bool may_link(const struct search *s, uint32_t place) {
    return !has_bit(s->ends, place) && !has_bit(s->barred, place) && !s->graph->people[place].off;
}

/* ---- the two rings */

static struct near *ring_slot(const struct ring *r, uint32_t place, uint32_t *slot) {
    *slot = place * 0x9E3779B1U & r->slot_mask;
    while (r->slots[*slot] && r->at[r->slots[*slot] - 1].place != place) {
        *slot = (*slot + 1) & r->slot_mask;
    }
    return r->slots[*slot] ? &r->at[r->slots[*slot] - 1] : NULL;
}

static const struct near *ring_find(const struct ring *r, uint32_t place) {
    uint32_t slot = 0;
    return has_bit(r->there, place) ? ring_slot(r, place, &slot) : NULL;
}

static void ring_open(struct search *s, struct ring *r, size_t most) {
    uint32_t slots = 16;
    while (slots < 2 * most) {
        slots *= 2;
    }
    *r = (struct ring){.at = arena_new(s->mem, struct near, most + 1),
            .slots = arena_new(s->mem, uint32_t, slots),
            .slot_mask = slots - 1,
            .there = bits(s->mem, s->graph)};
}

static bool is_nearer(const struct search *s, const struct near *a, const struct near *b) {
    return a->belief != b->belief ? a->belief > b->belief
                                  : s->graph->people[a->end].id < s->graph->people[b->end].id;
}

static void ring_add(const struct search *s, struct ring *r, struct near one) {
    uint32_t slot = 0;
    struct near *there = ring_slot(r, one.place, &slot);
    if (!there) {
        r->at[r->count++] = one;
        r->slots[slot] = r->count;
        set_bit(r->there, one.place);
    } else if (is_nearer(s, &one, there)) {
        *there = one;
    }
}

static int by_belief(const void *a, const void *b) {
    const struct near *x = a;
    const struct near *y = b;
    return x->belief != y->belief ? (x->belief > y->belief ? -1 : 1)
           : x->place != y->place ? (x->place < y->place ? -1 : 1)
                                  : 0;
}

static void ring_sort(struct ring *r) {
    qsort(r->at, r->count, sizeof(*r->at), by_belief);
    memset(r->slots, 0, ((size_t)r->slot_mask + 1) * sizeof(*r->slots));
    for (uint32_t i = 0; i < r->count; i++) {
        uint32_t slot = 0;
        (void)ring_slot(r, r->at[i].place, &slot);
        r->slots[slot] = i + 1;
    }
}

static void add_direct(struct search *s, uint32_t from, uint32_t to, double belief) {
    arena_room(s->mem, struct found, s->direct, s->direct_count, s->direct_room);
    s->direct[s->direct_count++] = (struct found){{from, to}, 2, belief};
}

/* Places of the people at one end, each once. */
struct ends {
    uint32_t *at;
    size_t count;
};

static struct ends ends_of(struct search *s, const struct chain_people *people, bool link) {
    size_t most = people->count < CHAIN_ENDS_MOST ? people->count : CHAIN_ENDS_MOST;
    struct ends e = {.at = arena_new(s->mem, uint32_t, most + 1)};
    for (size_t i = 0; i < most; i++) {
        uint32_t place = graph_place(s->graph, people->at[i]);
        bool fine = place != GRAPH_NONE && !has_bit(s->ends, place);
        if (fine && (!link || (!s->graph->people[place].off && !has_bit(s->barred, place)))) {
            e.at[e.count++] = place;
            set_bit(s->ends, place);
        }
    }
    return e;
}

static bool is_in(const struct ends *e, uint32_t place) {
    for (size_t i = 0; i < e->count; i++) {
        if (e->at[i] == place) {
            return true;
        }
    }
    return false;
}

static void look_ahead(struct search *s, const struct ends *from, const struct ends *to) {
    size_t most = 0;
    for (size_t e = 0; e < from->count; e++) {
        most += graph_known(s->graph, from->at[e]).count;
    }
    ring_open(s, &s->near, most);
    for (size_t e = 0; e < from->count; e++) {
        struct graph_known k = graph_known(s->graph, from->at[e]);
        for (uint32_t i = 0; i < k.count; i++) {
            bool target = has_bit(s->ends, k.at[i]) && is_in(to, k.at[i]);
            if ((!target && !may_link(s, k.at[i])) || !talk(s, from->at[e], k.at[i])) {
                continue;
            }
            double belief = graph_belief_at(&s->view, &k, i);
            if (belief > 0 && target) {
                add_direct(s, from->at[e], k.at[i], belief);
            } else if (belief > 0) {
                ring_add(s, &s->near, (struct near){k.at[i], from->at[e], belief});
                s->near.degrees += graph_known(s->graph, k.at[i]).count;
            }
        }
    }
    ring_sort(&s->near);
}

static void look_back(struct search *s, const struct ends *to) {
    size_t most = 0;
    for (size_t e = 0; e < to->count; e++) {
        most += s->graph->people[to->at[e]].knower_count;
    }
    ring_open(s, &s->far, most);
    for (size_t e = 0; e < to->count; e++) {
        const uint32_t *knowers = graph_knowers(s->graph, to->at[e]);
        for (uint32_t i = 0; i < s->graph->people[to->at[e]].knower_count; i++) {
            if (!may_link(s, knowers[i]) || !talk(s, knowers[i], to->at[e])) {
                continue;
            }
            double belief = graph_belief(&s->view, knowers[i], to->at[e]);
            if (belief > 0) {
                ring_add(s, &s->far, (struct near){knowers[i], to->at[e], belief});
                s->far.degrees += s->graph->people[knowers[i]].knower_count;
            }
        }
    }
    ring_sort(&s->far);
}

/* ---- the best chain that is left */

static bool is_better(const struct search *s, const struct found *a, const struct found *b) {
    if (a->belief != b->belief) {
        return a->belief > b->belief;
    }
    if (a->count != b->count) {
        return a->count < b->count;
    }
    for (size_t i = 0; i < a->count; i++) {
        int64_t x = s->graph->people[a->at[i]].id;
        int64_t y = s->graph->people[b->at[i]].id;
        if (x != y) {
            return x < y;
        }
    }
    return false;
}

static void take(const struct search *s, struct found *best, struct found one) {
    if (!best->count || is_better(s, &one, best)) {
        *best = one;
    }
}

/* Over one person in the middle. */
static void try_two(const struct search *s, struct found *best) {
    const struct ring *small = s->near.count < s->far.count ? &s->near : &s->far;
    for (uint32_t i = 0; i < small->count; i++) {
        uint32_t place = small->at[i].place;
        const struct near *a = ring_find(&s->near, place);
        const struct near *b = a ? ring_find(&s->far, place) : NULL;
        if (b && !has_bit(s->barred, place)) {
            take(s, best, (struct found){{a->end, place, b->end}, 3, a->belief * b->belief});
        }
    }
}

static void try_over(const struct search *s, const struct near *a, const struct near *b,
        double belief, struct found *best) {
    if (belief > 0 && talk(s, a->place, b->place) && !has_bit(s->barred, b->place) &&
            !has_bit(s->barred, a->place)) {
        take(s, best,
                (struct found){
                        {a->end, a->place, b->place, b->end}, 4, a->belief * belief * b->belief});
    }
}

/* Over two, from the side of who asks. A belief is below 1, so what is left cannot be better once
 * the two ends alone are not. */
static void try_three_ahead(const struct search *s, struct found *best) {
    for (uint32_t i = 0; i < s->near.count; i++) {
        const struct near *a = &s->near.at[i];
        if (a->belief * s->far.at[0].belief < best->belief) {
            return;
        }
        if (has_bit(s->barred, a->place)) {
            continue;
        }
        struct graph_known k = graph_known(s->graph, a->place);
        for (uint32_t n = 0; n < k.count; n++) {
            const struct near *b = ring_find(&s->far, k.at[n]);
            if (b && a->belief * b->belief >= best->belief) {
                try_over(s, a, b, graph_belief_at(&s->view, &k, n), best);
            }
        }
    }
}

/* The same from the other side: where fewer ties have to be looked at. */
static void try_three_back(const struct search *s, struct found *best) {
    for (uint32_t i = 0; i < s->far.count; i++) {
        const struct near *b = &s->far.at[i];
        if (b->belief * s->near.at[0].belief < best->belief) {
            return;
        }
        if (has_bit(s->barred, b->place)) {
            continue;
        }
        const uint32_t *knowers = graph_knowers(s->graph, b->place);
        for (uint32_t n = 0; n < s->graph->people[b->place].knower_count; n++) {
            const struct near *a = ring_find(&s->near, knowers[n]);
            if (a && a->belief * b->belief >= best->belief) {
                try_over(s, a, b, graph_belief(&s->view, a->place, b->place), best);
            }
        }
    }
}

static struct found best_left(const struct search *s) {
    struct found best = {0};
    for (size_t i = 0; i < s->direct_count; i++) {
        take(s, &best, s->direct[i]);
    }
    try_two(s, &best);
    if (s->near.count && s->far.count && s->near.degrees <= s->far.degrees) {
        try_three_ahead(s, &best);
    } else if (s->near.count && s->far.count) {
        try_three_back(s, &best);
    }
    return best;
}

static void drop_direct(struct search *s, const struct found *one) {
    for (size_t i = 0; i < s->direct_count; i++) {
        if (s->direct[i].at[0] == one->at[0] && s->direct[i].at[1] == one->at[1]) {
            s->direct[i] = s->direct[--s->direct_count];
            return;
        }
    }
}

static struct trust_chain chain_of(const struct search *s, const struct found *f) {
    struct trust_chain c = {.count = f->count, .belief = f->belief};
    for (size_t i = 0; i < f->count; i++) {
        c.people[i] = s->graph->people[f->at[i]].id;
    }
    return c;
}

struct trust_chains chain_find(
        struct arena *mem, const struct graph *g, const struct chain_question *question) {
    struct trust_chains chains = {0};
    struct arena_mark clean = arena_mark(mem);
    struct search s = {.mem = mem, .graph = g, .ends = bits(mem, g), .barred = bits(mem, g)};
    for (size_t i = 0; i < question->without.count; i++) {
        uint32_t place = graph_place(g, question->without.at[i]);
        if (place != GRAPH_NONE) {
            set_bit(s.barred, place);
        }
    }
    s.view = graph_view(mem, g, &question->rule, question->today);
    struct ends from = ends_of(&s, &question->from, false);
    struct ends to = ends_of(&s, &question->to, true);
    look_ahead(&s, &from, &to);
    look_back(&s, &to);
    while (chains.count < CHAINS_MOST) {
        struct found best = best_left(&s);
        if (!best.count) {
            break;
        }
        chains.at[chains.count++] = chain_of(&s, &best);
        for (size_t i = 1; i + 1 < best.count; i++) {
            set_bit(s.barred, best.at[i]);
        }
        if (best.count == 2) {
            drop_direct(&s, &best);
        }
    }
    arena_rewind(mem, clean);
    return chains;
}

enum warmth chain_warmth(const struct trust_chain *c) {
    return c->count < 2 ? WARMTH_NONE : belief_warmth(pow(c->belief, 1.0 / (double)(c->count - 1)));
}
