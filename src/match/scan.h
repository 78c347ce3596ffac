/* The innermost loops of matching, in two forms with the same results: for processors with AVX2,
 * and for any. Which one runs is chosen once, at run time. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SCAN_BLOCK = 64, /* sums that share a bound */
    SCAN_LANES = 32, /* sums are looked at so many at once: arrays are as long as a multiple */
    SCAN_ALIGN = 64, /* bytes */
    SCAN_SUM_MOST = 65535,
};

/* Block maxima of one concept, and the weight it has in the text that asks. */
struct scan_column {
    const uint8_t *most;
    uint16_t weight;
};

/* Sums side by side. All are 0 but those of blocks that say so; each block may add so much to all of
 * its sums. Bounds and what is used are as long as a multiple of SCAN_LANES, and 0 where there are
 * no sums. */
struct scan_sums {
    uint16_t *at;
    uint16_t *bound; /* by block */
    uint8_t *used;   /* 1 where one of the block's sums may not be 0 */
};

/* Where sums were picked, and what they come to. */
struct scan_picked {
    uint32_t *where;
    uint16_t *sum;
};

struct scan {
    /* out[i] = what the columns come to, each times its weight, `cap` at most; `count` is a multiple
     * of SCAN_LANES. */
    void (*bound)(uint16_t *out, const struct scan_column *columns, size_t column_count,
            uint16_t cap, size_t count);
    /* Writes where a sum and its block's bound come to `least` or more, which is above 0, and to how
     * much, 65,535 at most; makes all sums 0, and no block used. `count` of sums is a multiple of
     * SCAN_BLOCK. Returns how many there are. */
    size_t (*pick)(
            const struct scan_sums *sums, size_t count, uint16_t least, struct scan_picked picked);
};

const struct scan *scan_best(void);
const struct scan *scan_portable(void);
const struct scan *scan_avx2(void); /* NULL where the processor has none */
