/* Up to 65,536 organisations side by side, so that all of them are weighed against one at once.
 *
 * Each organisation stands with two bags: the greatest impact of each concept in its offers, and
 * the same of its needs. A bag bounds every text in it. Concepts are listed with the organisations
 * that have them; frequent ones also have the greatest impact in each block of 64 organisations
 * (block maxima; Ding and Suel, Faster top-k document retrieval using block-max indexes, SIGIR
 * 2011). A query sums exactly what is rare, bounds what is frequent, and passes on those who may be
 * good enough both ways. Nothing in a partition changes once it is built. */
#pragma once

#include "match/fit.h"
#include "match/scan.h"

enum { PARTITION_SIZE = 65536 };

enum partition_side { SIDE_OFFERS, SIDE_NEEDS, SIDES };

struct partition_list {
    uint32_t *from;   /* by key, and one more: where its postings begin */
    uint16_t *place;  /* whose */
    uint8_t *weight;  /* how much */
    uint16_t *column; /* by key: its block maxima's number plus 1; 0 where it has none */
    uint8_t *columns; /* one behind the other */
    float length;     /* of the longest bag, in steps */
};

struct partition {
    struct arena mem;
    uint32_t first; /* organisation */
    size_t count;   /* a multiple of SCAN_BLOCK and SCAN_LANES */
    size_t keys;
    size_t blocks; /* a multiple of SCAN_LANES */
    size_t bytes;
    struct partition_list side[SIDES];
};

/* Of those between `first` and `end`; some may be NULL. */
struct partition *partition_build(
        const struct profile *const *profiles, uint32_t first, uint32_t end, size_t keys);
void partition_free(struct partition *p);

/* The greatest impact of each concept in all needs of a profile, or all offers. */
struct partition_bag {
    uint16_t *key;
    uint8_t *weight;
    size_t count;
    float length; /* in steps */
};

/* Where bags are made: `most` is zero between two of them. */
struct partition_bagging {
    uint8_t *most; /* by key */
    uint16_t *keys;
    size_t count;
};

/* What one asks with; for one thread at a time. */
struct partition_room {
    struct partition_bagging bagging;
    struct partition_plan *plan;
    uint16_t *x, *y; /* sums by place, all zero between calls */
    uint16_t *block_x, *block_y;
    uint32_t *passed;       /* places */
    uint16_t *px, *py;      /* their sums */
    float scale_x, scale_y; /* what a sum is divided by */
};

struct partition_room *partition_room(struct arena *mem);

/* Of the texts that are open. */
struct partition_bag partition_bag(struct arena *mem, struct partition_room *room,
        const struct profile *p, bool offers, int32_t today);

/* Who passes: p's needs and offers against ours. Limits are in steps of 1/65,536 before scaling;
 * `reach` is what a sum has to come to at least to be of use, by which it is decided what is summed
 * exactly. Returns how many there are in `room`. */
struct partition_limits {
    float x_alone, y_alone, x_with, y_with, reach;
};

size_t partition_pass(const struct partition *p, const struct scan *scan,
        const struct partition_bag *needs, const struct partition_bag *offers,
        const struct partition_limits *limits, struct partition_room *room);
