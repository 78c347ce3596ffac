#include "tests/bench/match/peer.h"

struct asking {
    const struct peer *peer;
    void *state;
    struct peer_hits *hits;
};

/* Of this process, and of the one the other system works in. */
static double seconds(const struct asking *a) {
    return measure_process() + (a->peer->elsewhere ? a->peer->elsewhere(a->state) : 0);
}

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
    double finding;                /* of all it took: without weighing whom it found */
    double ours_anew, ours_stored; /* all of the same questions */
    size_t asked, right, wanted;
};

static void ask_one(const struct ours *ours, struct asking *a, struct outcome *o) {
    struct arena mem = {0};
    uint32_t own = ours->who[o->asked];
    struct finder_wish wish = ours_wish(ours->crowd, own);
    struct findings want = finder_find(&mem, &ours->crowd->finder, ours->room, &wish);
    double begin = seconds(a);
    peer_each_of(ours->crowd, own, ask_text, a);
    o->finding += seconds(a) - begin;
    struct findings got = peer_best(a->hits, &mem, own);
    o->took[o->asked] = seconds(a) - begin;
    o->ours_anew += ours->anew[o->asked];
    o->ours_stored += ours->stored[o->asked];
    o->asked++;
    o->right += common(want, got);
    o->wanted += want.count;
    arena_free(&mem);
}

/* The share of finding in all it took. */
static double tell(const struct ours *ours, const struct asking *a, struct outcome *o) {
    const struct measure *m = ours->measure;
    const char *name = a->peer->name;
    struct measure_spread s = measure_spread(o->took, o->asked);
    double all = s.mean * (double)o->asked;
    double found = o->wanted ? (double)o->right / (double)o->wanted : 1;
    double bytes = (double)a->peer->bytes(a->state);
    printf("  %-16s %9.1f %9.1f %9.1f %8.1f %8.1f %7.3f %7.0f\n", name, s.p50 * 1e6, s.p99 * 1e6,
            s.mean * 1e6, all / o->ours_anew, all / o->ours_stored, found, bytes / 1e6);
    measure_note_spread(m, name, "question", s);
    measure_note(m, name, "questions", (double)o->asked);
    measure_note(m, name, "finding share", o->finding / all);
    measure_note(m, name, "found", found);
    measure_note(m, name, "bytes", bytes);
    measure_note(m, name, "times ours anew", all / o->ours_anew);
    measure_note(m, name, "times ours stored", all / o->ours_stored);
    return o->finding / all;
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

/* Pairs in the order of the block's organisations: those of the i-th end at ends[i]. */
static const struct peer_pair *gather(const struct peer_block *b, const uint32_t *owner,
        uint32_t first, size_t ends[PEER_BLOCK]) {
    size_t at = 0;
    for (size_t i = 0; i < b->pair_count; i++) {
        ends[owner[b->pairs[i].asks] - first]++;
    }
    for (size_t i = 0; i < PEER_BLOCK; i++) {
        size_t count = ends[i];
        ends[i] = at;
        at += count;
    }
    struct peer_pair *in_order = arena_new(b->mem, struct peer_pair, b->pair_count + 1);
    for (size_t i = 0; i < b->pair_count; i++) {
        in_order[ends[owner[b->pairs[i].asks] - first]++] = b->pairs[i];
    }
    return in_order;
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
    const struct peer_pair *pairs = gather(&block, a->hits->owner, first, ends);
    for (size_t i = 0, k = 0; i < PEER_BLOCK && first + i < f->count; i++) {
        for (; k < ends[i]; k++) {
            peer_hit(a->hits, pairs[k]);
        }
        (void)peer_best(a->hits, &mem, (uint32_t)(first + i));
    }
    arena_free(&mem);
}

/* Blocks from all over the crowd, until time is up. */
static void ask_blocks(const struct peer_run *run, struct asking *a) {
    size_t blocks = (run->ours->crowd->finder.count + PEER_BLOCK - 1) / PEER_BLOCK;
    double end = measure_clock() + run->seconds_most;
    double begin = seconds(a);
    size_t asked = 0;
    for (size_t i = 0; i < blocks && measure_clock() < end; i++) {
        uint32_t first = (uint32_t)(i * 2654435761U % blocks * PEER_BLOCK);
        ask_block(run->ours, a, first);
        size_t left = run->ours->crowd->finder.count - first;
        asked += left < PEER_BLOCK ? left : PEER_BLOCK;
    }
    double each = (seconds(a) - begin) / (double)asked;
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
    double share = o.asked ? tell(run->ours, &a, &o) : 1;
    printf("                   %s\n", peer->how);
    printf("                   filled in %.1f s; %zu questions, %.0f%% of it weighing\n", filled,
            o.asked, 100 * (1 - share));
    if (peer->find_block) {
        ask_blocks(run, &a);
    }
    (void)fflush(stdout);
    peer->close(a.state);
    arena_free(&mem);
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
    struct peer_hits hits;
    peer_open_hits(&hits, &mem, run->ours->crowd);
    printf("  peers: us of the processor      p50       p99      mean  x anew  x stored  found  MB\n");
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        run_one(run, all[i], &hits);
    }
    arena_free(&mem);
}
