/* How good two organisations can be at most, where only bounds of their stated fits are known: x of
 * our needs and their offers, y of theirs and ours. It follows fit.h, and never says too little. */
#pragma once

#include "match/partition.h"

struct bound {
    struct partition_sectors ours;
    bool has_needs, has_offers;
    enum fit_by by;
};

struct bound bound_of(
        const struct fit_terms *terms, const struct profile *own, int32_t today, enum fit_by by);

bool bound_is_hopeless(const struct bound *b); /* whoever it is, nothing comes of it */
float bound_most(const struct bound *b, float x, float y, struct partition_sectors theirs);

/* What others must come to at least for that score, or for any if it is 0. */
void bound_limits(const struct bound *b, float score, struct partition_asked *asked);
