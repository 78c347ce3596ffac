/* The texts of the other side that fit one best. match_as() gathers all that have something in
 * common, which in a crowd are many thousands; here whoever looks says after each from which fit on
 * another one is still of use, and the others are passed over. */
#pragma once

#include "match/match.h"

#define NEAREST_ENOUGH 2.0F /* nothing fits so well */

struct nearest {
    const struct text *own;
    int32_t today;
    float above; /* what is of use at the beginning; never below FIT_LEAST */
    /* One that fits so well; returns what is of use from here on. */
    float (*take)(void *context, uint32_t text, float fit);
    void *context;
};

void nearest_find(const struct index *x, struct match_scratch *s, const struct nearest *n);
