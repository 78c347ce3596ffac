#include "tests/bench/match/peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

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

static double seconds(bool by_clock) {
    struct timespec t;
    (void)clock_gettime(by_clock ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool is_better(const struct crowd *c, struct finding a, struct finding b) {
    const int64_t *ids = c->finder.ids;
    return a.score != b.score ? a.score > b.score : ids[a.organisation] < ids[b.organisation];
}

/* Those found, weighed by the definition. */
static struct findings weigh(struct peer_hits *h, uint32_t own) {
    const struct finder *f = &h->crowd->finder;
    const struct profile *ours = f->profiles[own];
    struct findings best = {.at = arena_new(h->mem, struct finding, PEER_MOST + 1)};
    for (size_t i = 0; i < h->count; i++) {
        uint32_t o = h->organisations[i];
        h->seen[o] = false;
        if (o == own || f->profiles[o]->country == ours->country) {
            continue;
        }
        struct fit_both both = fit_plain(&f->terms, ours, f->profiles[o], CROWD_TODAY);
        struct finding one = {o, fit_score(&both, FIT_MUTUAL)};
        size_t at = one.score > 0 ? best.count : PEER_MOST;
        while (at > 0 && one.score > 0 && is_better(h->crowd, one, best.at[at - 1])) {
            at--;
        }
        if (at < PEER_MOST) {
            best.count += best.count < PEER_MOST;
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

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

struct outcome {
    double *took;
    double all;
    size_t asked, right, wanted;
};

static void ask_one(const struct peer_run *run, struct asking *a, uint32_t own, struct outcome *o) {
    struct arena mem = {0};
    a->hits->mem = &mem;
    struct finder_wish wish = {.own = own,
            .profile = run->crowd->finder.profiles[own],
            .most = PEER_MOST,
            .today = CROWD_TODAY};
    struct findings want = finder_find(&mem, &run->crowd->finder, run->room, &wish);
    double begin = seconds(a->peer->by_clock);
    peer_each_of(run->crowd, own, ask_text, a);
    struct findings got = weigh(a->hits, own);
    o->took[o->asked] = seconds(a->peer->by_clock) - begin;
    o->all += o->took[o->asked++];
    o->right += common(want, got);
    o->wanted += want.count;
    arena_free(&mem);
}

static void print(const struct peer_run *run, const struct asking *a, struct outcome *o) {
    qsort(o->took, o->asked, sizeof(*o->took), by_time);
    double mean = o->all / (double)o->asked;
    printf("  %-16s %9.1f %9.1f %9.1f %8.1f %8.1f %7.3f %7.0f %s\n", a->peer->name,
            o->took[o->asked / 2] * 1e6, o->took[o->asked * 99 / 100] * 1e6, mean * 1e6,
            mean / run->ours_anew, mean / run->ours_stored,
            o->wanted ? (double)o->right / (double)o->wanted : 1,
            (double)a->peer->bytes(a->state) / 1e6, a->peer->by_clock ? "by the clock" : "");
}

static void run_one(const struct peer_run *run, const struct peer *peer, struct peer_hits *hits) {
    double begin = seconds(true);
    struct asking a = {.peer = peer, .state = peer->open(run->crowd), .hits = hits};
    if (!a.state) {
        return;
    }
    double built = seconds(true) - begin;
    struct arena mem = {0};
    struct outcome o = {.took = arena_new(&mem, double, run->questions)};
    double end = seconds(true) + run->seconds_most;
    for (size_t i = 0; i < run->questions && seconds(true) < end; i++) {
        ask_one(run, &a, run->who[i], &o);
    }
    print(run, &a, &o);
    printf("                   %s; filled in %.1f s, %zu questions\n", peer->how, built, o.asked);
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
    struct arena mem = {0};
    uint32_t *owner = arena_new(&mem, uint32_t, run->crowd->texts + 1);
    size_t organisations = run->crowd->finder.count;
    peer_each(run->crowd, note_owner, owner);
    struct peer_hits hits = {.crowd = run->crowd,
            .owner = owner,
            .seen = arena_new(&mem, bool, organisations),
            .organisations = arena_new(&mem, uint32_t, organisations)};
    printf("  peers: us of the processor      p50       p99      mean  x anew  x stored  found  MB\n");
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
        run_one(run, all[i], &hits);
    }
    arena_free(&mem);
}
