#include "tests/bench/match/peer.h"

#include <stdio.h>
#include <stdlib.h>

static struct peer_text text_of(const struct profile *p, uint32_t organisation, size_t i) {
    const struct profile_text *t = &p->texts[i];
    return (struct peer_text){.number = t->listing,
            .organisation = organisation,
            .offer = t->offer,
            .count = t->count,
            .keys = profile_keys(p) + t->from,
            .weights = profile_weights(p) + t->from};
}

void peer_each_of(const struct crowd *c, uint32_t organisation,
        void (*take)(void *to, const struct peer_text *t), void *to) {
    const struct profile *p = c->finder.profiles[organisation];
    for (size_t i = 0; i < p->text_count; i++) {
        struct peer_text t = text_of(p, organisation, i);
        take(to, &t);
    }
}

void peer_each(const struct crowd *c, void (*take)(void *to, const struct peer_text *t), void *to) {
    for (uint32_t o = 0; o < c->finder.count; o++) {
        peer_each_of(c, o, take, to);
    }
}

void peer_hit(struct peer_hits *h, uint32_t text) {
    uint32_t o = h->owner[text];
    if (!h->seen[o]) {
        h->seen[o] = true;
        h->organisations[h->count++] = o;
    }
}

void peer_pair(struct peer_block *b, uint32_t asks, uint32_t found) {
    arena_room(b->mem, struct peer_pair, b->pairs, b->pair_count, b->pair_room);
    b->pairs[b->pair_count++] = (struct peer_pair){asks, found};
}

static double seconds(bool by_clock) {
    return by_clock ? measure_clock() : measure_process();
}

static bool is_better(const struct crowd *c, struct finding a, struct finding b) {
    const int64_t *ids = c->finder.ids;
    return a.score != b.score ? a.score > b.score : ids[a.organisation] < ids[b.organisation];
}

/* Those found, weighed by the definition. */
static struct findings weigh(struct peer_hits *h, uint32_t own) {
    const struct finder *f = &h->crowd->finder;
    const struct profile *ours = f->profiles[own];
    struct findings best = {.at = arena_new(h->mem, struct finding, OURS_MOST + 1)};
    for (size_t i = 0; i < h->count; i++) {
        uint32_t o = h->organisations[i];
        h->seen[o] = false;
        if (o == own || f->profiles[o]->country == ours->country) {
            continue;
        }
        struct fit_both both = fit_plain(&f->terms, ours, f->profiles[o], CROWD_TODAY);
        struct finding one = {o, fit_score(&both, FIT_MUTUAL)};
        size_t at = one.score > 0 ? best.count : OURS_MOST;
        while (at > 0 && one.score > 0 && is_better(h->crowd, one, best.at[at - 1])) {
            at--;
        }
        if (at < OURS_MOST) {
            best.count += best.count < OURS_MOST;
            for (size_t k = best.count - 1; k > at; k--) {
                best.at[k] = best.at[k - 1];
            }
            best.at[at] = one;
        }
    }
    h->count = 0;
    return best;
}

struct asking {
    const struct peer *peer;
    void *state;
    struct peer_hits *hits;
};

static void ask_text(void *to, const struct peer_text *t) {
    struct asking *a = to;
    a->peer->find(a->state, t, a->hits);
}

static size_t common(struct findings a, struct findings b) {
    size_t both = 0;
    for (size_t i = 0; i < a.count; i++) {
        for (size_t k = 0; k < b.count; k++) {
            both += a.at[i].organisation == b.at[k].organisation;
        }
    }
    return both;
}

struct outcome {
    double *took;
    double ours_anew, ours_stored; /* all of the same questions */
    size_t asked, right, wanted;
};

static void ask_one(const struct ours *ours, struct asking *a, struct outcome *o) {
    struct arena mem = {0};
    uint32_t own = ours->who[o->asked];
    a->hits->mem = &mem;
    struct finder_wish wish = ours_wish(ours->crowd, own);
    struct findings want = finder_find(&mem, &ours->crowd->finder, ours->room, &wish);
    double begin = seconds(a->peer->by_clock);
    peer_each_of(ours->crowd, own, ask_text, a);
    struct findings got = weigh(a->hits, own);
    o->took[o->asked] = seconds(a->peer->by_clock) - begin;
    o->ours_anew += ours->anew[o->asked];
    o->ours_stored += ours->stored[o->asked];
    o->asked++;
    o->right += common(want, got);
    o->wanted += want.count;
    arena_free(&mem);
}

static void tell(const struct ours *ours, const struct asking *a, struct outcome *o) {
    const struct measure *m = ours->measure;
    const char *name = a->peer->name;
    struct measure_spread s = measure_spread(o->took, o->asked);
    double all = s.mean * (double)o->asked;
    double found = o->wanted ? (double)o->right / (double)o->wanted : 1;
    double bytes = (double)a->peer->bytes(a->state);
    printf("  %-16s %9.1f %9.1f %9.1f %8.1f %8.1f %7.3f %7.0f %s\n", name, s.p50 * 1e6, s.p99 * 1e6,
            s.mean * 1e6, all / o->ours_anew, all / o->ours_stored, found, bytes / 1e6,
            a->peer->by_clock ? "by the clock" : "");
    measure_note_spread(m, name, "question", s);
    measure_note(m, name, "questions", (double)o->asked);
    measure_note(m, name, "found", found);
    measure_note(m, name, "bytes", bytes);
    measure_note(m, name, "times ours anew", all / o->ours_anew);
    measure_note(m, name, "times ours stored", all / o->ours_stored);
}

/* ---- many at once */

struct block_of {
    struct arena *mem;
    struct peer_text *texts;
    size_t count, room;
};

static void take_text(void *to, const struct peer_text *t) {
    struct block_of *b = to;
    arena_room(b->mem, struct peer_text, b->texts, b->count, b->room);
    b->texts[b->count++] = *t;
}

/* What was found, together for each organisation of the block: those of the i-th end at ends[i]. */
static const uint32_t *gather(const struct peer_block *b, const uint32_t *owner, uint32_t first,
        size_t ends[PEER_BLOCK]) {
    size_t at = 0;
    for (size_t i = 0; i < b->pair_count; i++) {
        ends[owner[b->pairs[i].asks] - first]++;
    }
    for (size_t i = 0; i < PEER_BLOCK; i++) {
        size_t count = ends[i];
        ends[i] = at;
        at += count;
    }
    uint32_t *found = arena_new(b->mem, uint32_t, b->pair_count + 1);
    for (size_t i = 0; i < b->pair_count; i++) {
        found[ends[owner[b->pairs[i].asks] - first]++] = b->pairs[i].found;
    }
    return found;
}

static void ask_block(const struct ours *ours, struct asking *a, uint32_t first) {
    struct arena mem = {0};
    struct block_of of = {.mem = &mem};
    const struct finder *f = &ours->crowd->finder;
    for (uint32_t own = first; own < first + PEER_BLOCK && own < f->count; own++) {
        peer_each_of(ours->crowd, own, take_text, &of);
    }
    struct peer_block block = {.mem = &mem, .texts = of.texts, .count = of.count};
    a->peer->find_block(a->state, &block);
    size_t ends[PEER_BLOCK] = {0};
    const uint32_t *found = gather(&block, a->hits->owner, first, ends);
    a->hits->mem = &mem;
    for (size_t i = 0, k = 0; i < PEER_BLOCK && first + i < f->count; i++) {
        for (; k < ends[i]; k++) {
            peer_hit(a->hits, found[k]);
        }
        (void)weigh(a->hits, (uint32_t)(first + i));
    }
    arena_free(&mem);
}

/* Blocks from all over the crowd, until time is up. */
static void ask_blocks(const struct peer_run *run, struct asking *a) {
    size_t blocks = (run->ours->crowd->finder.count + PEER_BLOCK - 1) / PEER_BLOCK;
    double end = measure_clock() + run->seconds_most;
    double begin = seconds(a->peer->by_clock);
    size_t asked = 0;
    for (size_t i = 0; i < blocks && measure_clock() < end; i++) {
        uint32_t first = (uint32_t)(i * 2654435761U % blocks * PEER_BLOCK);
        ask_block(run->ours, a, first);
        size_t left = run->ours->crowd->finder.count - first;
        asked += left < PEER_BLOCK ? left : PEER_BLOCK;
    }
    double each = (seconds(a->peer->by_clock) - begin) / (double)asked;
    printf("                   in blocks of %d, %zu asked: %.1f us each\n", PEER_BLOCK, asked,
            each * 1e6);
    measure_note(run->ours->measure, a->peer->name, "batch each", each);
    measure_note(run->ours->measure, a->peer->name, "batch asked", (double)asked);
}

static void run_one(const struct peer_run *run, const struct peer *peer, struct peer_hits *hits) {
    double begin = measure_clock();
    struct asking a = {.peer = peer, .state = peer->open(run->ours->crowd), .hits = hits};
    if (!a.state) {
        return;
    }
    double filled = measure_clock() - begin;
    struct arena mem = {0};
    struct outcome o = {.took = arena_new(&mem, double, run->ours->questions)};
    double end = measure_clock() + run->seconds_most;
    while (o.asked < run->ours->questions && measure_clock() < end) {
        ask_one(run->ours, &a, &o);
    }
    measure_note(run->ours->measure, peer->name, "fill", filled);
    if (o.asked) {
        tell(run->ours, &a, &o);
    }
    printf("                   %s; filled in %.1f s, %zu questions\n", peer->how, filled, o.asked);
    if (peer->find_block) {
        ask_blocks(run, &a);
    }
    (void)fflush(stdout);
    peer->close(a.state);
    arena_free(&mem);
}

static void note_owner(void *to, const struct peer_text *t) {
    ((uint32_t *)to)[t->number] = t->organisation;
}

void peer_run_all(const struct peer_run *run) {
    static const struct peer *const all[] = {
            &peer_sqlite_join,
            &peer_sqlite_fts,
            &peer_postgres_join,
            &peer_postgres_gin,
#ifdef WITH_XAPIAN
            &peer_xapian,
#endif
#ifdef WITH_GRAPHBLAS
            &peer_graphblas,
#endif
    };
#ifndef WITH_XAPIAN
    printf("  Xapian           left out: built without libxapian-dev\n");
#endif
#ifndef WITH_GRAPHBLAS
    printf("  GraphBLAS        left out: built without libgraphblas-dev\n");
#endif
    struct arena mem = {0};
    const struct crowd *c = run->ours->crowd;
    uint32_t *owner = arena_new(&mem, uint32_t, c->texts + 1);
    peer_each(c, note_owner, owner);
    struct peer_hits hits = {.crowd = c,
            .owner = owner,
            .seen = arena_new(&mem, bool, c->finder.count),
            .organisations = arena_new(&mem, uint32_t, c->finder.count)};
    printf("  peers: us of the processor      p50       p99      mean  x anew  x stored  found  MB\n");
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        run_one(run, all[i], &hits);
    }
    arena_free(&mem);
}
