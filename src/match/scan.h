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

/* A sum passes if it is at least that much of one side, or of the other, or enough of both. */
struct scan_limits {
    uint16_t x_alone, y_alone;
    uint16_t x_with, y_with;
};

struct scan {
    /* out[i] += weight * column[i], 65,535 at most; `count` is a multiple of SCAN_LANES. */
    void (*bound)(uint16_t *out, const uint8_t *column, uint16_t weight, size_t count);
    /* into[i] = the greater of it and sums[i] + blocks[i / SCAN_BLOCK]; makes all sums 0. */
    void (*fold)(uint16_t *into, uint16_t *sums, const uint16_t *blocks, size_t count);
    /* Writes where the sums x and y pass, and these sums, and makes all 0. Returns how many do. */
    size_t (*pass)(uint16_t *x, uint16_t *y, size_t count, struct scan_limits limits,
            uint32_t *passed, uint16_t *px, uint16_t *py);
};

const struct scan *scan_best(void);
const struct scan *scan_portable(void);
const struct scan *scan_avx2(void); /* NULL where the processor has none */
