/* Text made comparable: compatibility forms and upper case folded away (NFKC, case folding), with
 * the way back to the bytes the person wrote. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

enum { NORMAL_MOST = 16 * 1024 * 1024 }; /* bytes of one text; what is longer is cut */

struct normal {
    str text;
    const uint32_t *from; /* for each byte of text, and one past it: where it came from */
};

struct normal normal_of(struct arena *mem, str original);

/* The original bytes behind bytes `start` to `end` of the comparable text, whole letters. */
static inline uint32_t normal_start(const struct normal *n, size_t start) {
    return n->from[start];
}

uint32_t normal_end(const struct normal *n, size_t end);
