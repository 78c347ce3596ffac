/* What counts how much for a cluster: the channels of a fit, what moves a match up or down, and from
 * which fit on a new one is told. Each save is kept beside the ones before it, so that it can be
 * taken back. */
#pragma once

#include "match/order.h"

enum {
    WEIGHING_WEIGHT_MOST = 200, /* hundredths */
    WEIGHING_STRONG_LEAST = 20,
    WEIGHING_STRONG_MOST = 90,
    WEIGHING_KEPT = 20, /* of each cluster */
};

struct weighing {
    struct channels channels;
    struct order order;
    float strong;
    int64_t at; /* when it was saved; 0: as usual */
};

struct weighing weighing_usual(void);

/* As the cluster set it, or the usual; 0 asks for that. */
struct weighing weighing_of(struct work *w, int64_t cluster);

/* Each weight is 0 to 2, and the concepts' above 0: without them there is no pair. */
void weighing_save(struct work *w, int64_t cluster, const struct weighing *now);

/* Back to what it was before the last save; false where nothing was saved. */
bool weighing_undo(struct work *w, int64_t cluster);

int64_t weighing_hundredths(float weight);
bool weighing_same(const struct weighing *a, const struct weighing *b); /* but when */
