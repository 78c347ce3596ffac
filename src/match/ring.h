/* Rings of three: each has a need that the next one can fill, and the third one's is filled by the
 * first. Where two would not trade, three may; and calls for projects often ask for three countries.
 *
 * The three are of three countries, and the first is a member of the cluster. Only what people wrote
 * counts, from RING_GOOD on, which is less than a good pair needs since the ring holds by all three;
 * it is as strong as its weakest link. Of each member the RING_FAN best who can fill its needs and
 * the RING_FAN best whose needs it fills are looked at, all of the ones with all of the others, so
 * rings beyond these are not found. More would cost little, and show the same members again and
 * again; and only a member's own texts are looked up among all others, which is what takes time. */
#pragma once

#include "match/live.h"
#include "match/shared.h"

enum {
    RING_SIZE = 3,
    RING_FAN = 20,
    RINGS_MOST = 50,
};

#define RING_GOOD 0.25F

/* One who needs, and the next one who can fill it. */
struct ring_link {
    int64_t organisation;
    int64_t need, offer; /* listings, the offer being the next one's */
    float fit;
    struct shared why; /* what need and offer have in common */
};

struct ring {
    struct ring_link at[RING_SIZE];
    float score; /* of the weakest link */
};

struct rings {
    struct ring *at; /* the strongest first */
    size_t count;
};

/* Each ring once, also where several of its three are members; those with a text that the reader may
 * not see are left out. */
struct rings ring_list(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster);
