/* Tens of thousands of organisations side by side, so that all of them are weighed against one at
 * once.
 *
 * Each text has a slot, offers and needs apart, those with the same frequent concepts beside each
 * other; concepts are listed with the slots that have them. Frequent concepts also have the greatest
 * impact in each block of 64 slots (block maxima; Ding and Suel, Faster top-k document retrieval
 * using block-max indexes, SIGIR 2011). A query sums exactly what is rare, bounds what is frequent,
 * picks the slots that come to something, and passes on the organisations that may be good enough
 * both ways. Nothing in a partition changes once it is built. */
#pragma once

#include "match/fit.h"
#include "match/scan.h"

enum {
    PARTITION_MOST = 65536, /* organisations */
    PARTITION_SLOTS =
            65536, /* of each side; where they run out, texts share their organisation's */
};

enum partition_side { OF_OFFERS, OF_NEEDS, PARTITION_SIDES };

struct partition_key {
    uint32_t from;   /* where its postings begin; they end where the next one's begin */
    uint16_t column; /* its block maxima's number plus 1; 0 where it has none */
};

enum { POSTING_BYTES = 3 /* the slot in two, the lower first, and the weight */ };

/* Whose a slot is, and that organisation's sectors, folded to 16 bits: what shares none of these
 * shares none of those. */
struct partition_slot {
    uint16_t owner, market, customers;
};

struct partition_list {
    struct partition_key *keys; /* and one more */
    uint8_t *postings;
    uint8_t *columns; /* block maxima, one column behind the other */
    struct partition_slot *slot;
    size_t slots;  /* a multiple of SCAN_BLOCK */
    size_t blocks; /* a multiple of SCAN_LANES */
    float length;  /* of the longest slot, in steps */
};

/* The sectors of all business texts, needs and offers apart: a bit each of what they are folded to,
 * and the highest one where a text names none. */
#define PARTITION_NO_SECTOR (1ULL << 63)
struct partition_sectors {
    uint64_t market, customers;
};

uint16_t partition_fold(uint64_t sectors); /* to the bits of a slot */

struct partition {
    struct arena mem;
    unsigned holders;
    uint32_t first; /* organisation */
    size_t count;
    size_t keys;
    size_t bytes;
    struct partition_list side[PARTITION_SIDES];
    struct partition_sectors *sectors; /* by organisation */
};

/* Of those between `first` and `end`; some may be NULL. Whoever builds it holds it. */
struct partition *partition_build(const struct fit_terms *terms,
        const struct profile *const *profiles, uint32_t first, uint32_t end, size_t keys);
struct partition *partition_hold(struct partition *p);
void partition_close(struct partition *p); /* the last one frees it; all of them in one thread */

struct partition_sectors partition_sectors(const struct fit_terms *terms, const struct profile *p);

/* What one asks with; for one thread at a time. */
struct partition_room {
    struct partition_plan *plan;
    struct scan_sums sums;     /* of one text, by slot; all zero between calls, as x and y are */
    struct scan_picked picked; /* slots */
    uint16_t *x, *y;   /* by organisation: the best of our needs against their offers, and back */
    uint32_t *touched; /* organisations that have one of them */
    size_t touched_count;
    uint32_t *passed;  /* organisations, from `first` */
    uint16_t *px, *py; /* their sums, in steps of 1/65,536, at most so much */
};

struct partition_room *partition_room(struct arena *mem);

/* Whoever has so much of one side, or enough of both, in steps of 1/65,536; it takes less where
 * texts that trade have a sector in common. `reach` is what a sum has to come to at least to be of
 * use, by which it is decided what is summed exactly. */
struct partition_limits {
    float x_alone, y_alone, with;
};

struct partition_asked {
    const struct profile *own;
    int32_t today;
    struct partition_sectors ours;
    struct partition_limits strangers, same_sector;
    float reach;
};

/* Fetches ahead what partition_pass() will look at first. */
void partition_fetch(const struct partition *p, const struct profile *own);

/* Who passes. Returns how many there are in `room`. */
size_t partition_pass(const struct partition *p, const struct scan *scan,
        const struct partition_asked *asked, struct partition_room *room);
