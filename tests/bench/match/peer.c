#include "tests/bench/match/peer.h"

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

void peer_open_hits(struct peer_hits *h, struct arena *mem, const struct crowd *c) {
    size_t count = c->finder.count;
    uint32_t *owner = arena_new(mem, uint32_t, c->texts + 1);
    for (uint32_t o = 0; o < count; o++) {
        const struct profile *p = c->finder.profiles[o];
        for (size_t i = 0; i < p->text_count; i++) {
            owner[p->texts[i].listing] = o;
        }
    }
    *h = (struct peer_hits){.crowd = c,
            .owner = owner,
            .seen = arena_new(mem, uint8_t, count),
            .both = arena_new(mem, struct fit_both, count),
            .organisations = arena_new(mem, uint32_t, count)};
}

enum { NOT_SEEN, SEEN, SEEN_WITHOUT_SUM };

/* The texts of an organisation are numbered one after the other. */
static size_t place_of(const struct profile *p, uint32_t text) {
    return text - p->texts[0].listing;
}

void peer_hit(struct peer_hits *h, struct peer_pair pair) {
    const struct finder *f = &h->crowd->finder;
    uint32_t own = h->owner[pair.asks];
    uint32_t o = h->owner[pair.found];
    const struct profile *ours = f->profiles[own];
    const struct profile *theirs = f->profiles[o];
    if (o == own || ours->country == theirs->country) {
        return;
    }
    if (!h->seen[o]) {
        h->seen[o] = SEEN;
        h->both[o] = (struct fit_both){0};
        h->organisations[h->count++] = o;
    }
    if (pair.sum) {
        fit_add(&h->both[o], &(struct fit_pair){&f->terms, ours, theirs}, place_of(ours, pair.asks),
                place_of(theirs, pair.found), pair.sum);
    } else {
        h->seen[o] = SEEN_WITHOUT_SUM;
    }
}

static bool is_better(const struct crowd *c, struct finding a, struct finding b) {
    const int64_t *ids = c->finder.ids;
    return a.score != b.score ? a.score > b.score : ids[a.organisation] < ids[b.organisation];
}

static void take_in(const struct crowd *c, struct findings *best, struct finding one) {
    size_t at = one.score > 0 ? best->count : OURS_MOST;
    while (at > 0 && one.score > 0 && is_better(c, one, best->at[at - 1])) {
        at--;
    }
    if (at < OURS_MOST) {
        best->count += best->count < OURS_MOST;
        for (size_t k = best->count - 1; k > at; k--) {
            best->at[k] = best->at[k - 1];
        }
        best->at[at] = one;
    }
}

struct findings peer_best(struct peer_hits *h, struct arena *mem, uint32_t own) {
    const struct finder *f = &h->crowd->finder;
    struct findings best = {.at = arena_new(mem, struct finding, OURS_MOST + 1)};
    for (size_t i = 0; i < h->count; i++) {
        uint32_t o = h->organisations[i];
        struct fit_both both =
                h->seen[o] == SEEN_WITHOUT_SUM
                        ? fit_plain(&f->terms, f->profiles[own], f->profiles[o], CROWD_TODAY)
                        : h->both[o];
        h->seen[o] = NOT_SEEN;
        take_in(h->crowd, &best, (struct finding){o, fit_score(&both, FIT_MUTUAL)});
    }
    h->count = 0;
    return best;
}

void peer_pair(struct peer_block *b, struct peer_pair pair) {
    arena_room(b->mem, struct peer_pair, b->pairs, b->pair_count, b->pair_room);
    b->pairs[b->pair_count++] = pair;
}
