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
    /* Writes where sums[i] + blocks[i / SCAN_BLOCK] is `least` or more, and these sums, 65,535 at
     * most; makes all sums 0. `count` is a multiple of SCAN_BLOCK. Returns how many there are. */
    size_t (*pick)(uint16_t *sums, const uint16_t *blocks, size_t count, uint16_t least,
            struct scan_picked picked);
};

const struct scan *scan_best(void);
const struct scan *scan_portable(void);
const struct scan *scan_avx2(void); /* NULL where the processor has none */
