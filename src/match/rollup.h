/* From organisations to clusters: whose members need what ours offer, and the other way.
 *
 * A member counts when a need or offer it wrote itself (no mirrored one) fits one of the other
 * side's at least as well as a good match does. One way, a cluster fits as well as the best fits
 * of its needing members make on the mean of all its members; clusters are ranked by the harmonic
 * mean of both ways. The mean over all texts (the centroids) was tried first: breadth drowned in
 * it what few members need badly, and clusters without one good pair stood first. */
#pragma once

#include "match/live.h"
#include "match/match.h"

enum { ROLLUP_PAIRS = 3 };

struct rollup_pair {
    int64_t ours;
    struct match match; /* from our member's side */
};

struct rollup_partner {
    int64_t cluster;
    float score;
    float gain, give;           /* one way, ours needing and theirs needing */
    size_t they_need, we_offer; /* members */
    size_t we_need, they_offer;
    struct rollup_pair pairs[ROLLUP_PAIRS]; /* the strongest, veiled ones left out */
    size_t pair_count;
};

struct rollup {
    struct rollup_partner *at; /* the best first */
    size_t count;
};

/* Every other cluster with a fit both ways; refused ones are left out. Memory is held for one
 * member at a time, so that whoever saves waits for one and not for all. */
struct rollup rollup_cluster(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster);

/* All mutual pairs between two clusters, the best first, at most `most`; veiled ones included. */
struct rollup_pairs {
    struct rollup_pair *at;
    size_t count;
};

struct rollup_pairs rollup_pairs(struct work *w, const struct index *x, const struct roster *r,
        int64_t ours, int64_t theirs);
