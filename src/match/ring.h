/* Rings of three or four: each has a need that the next one can fill, and the last one's is filled by
 * the first. Where two would not trade, three may; and calls for projects often ask for three
 * countries.
 *
 * They are of three countries at least, no two neighbours of the same, and the first is a member of
 * the cluster. Only what people wrote counts, from RING_GOOD on, which is less than a good pair needs
 * since the ring holds by all; it is as strong as its weakest link. Of each member the RING_FAN best
 * who can fill its needs and the RING_FAN best whose needs it fills are looked at, all of the ones
 * with all of the others, so rings beyond these are not found. More would cost little, and show the
 * same members again and again; and only a member's own texts are looked up among all others, which
 * is what takes time. Where threes are fewer than are shown, fours are looked for as well: through
 * those who fill a need of one of the RING_WAYS best fillers, unless three of them are a ring. */
#pragma once

#include "match/live.h"
#include "match/shared.h"

enum {
    RING_LEAST = 3,
    RING_MOST = 4,
    RING_FAN = 20,
    RING_WAYS = 3,
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
    struct ring_link at[RING_MOST];
    size_t size;
    float score; /* of the weakest link */
};

struct rings {
    struct ring *at; /* threes before fours, the strongest first */
    size_t count;
};

/* Each ring once, also where several of it are members; those with a text that the reader may
 * not see are left out. */
struct rings ring_list(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster);
