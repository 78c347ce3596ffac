/* The languages somebody speaks at B1 or better as bits, so that whether two share one is one step.
 * It says the same as common_language() in directory/speech.h. */
#pragma once

#include "base/work.h"

enum { SPEAKS_MOST = 63 }; /* languages told apart; the last bit is for neighbours */

struct speaks {
    char codes[SPEAKS_MOST][3];
    size_t count;
};

/* Of "da C2;en C1": a language without a level counts as B1. What comes after the first 63
 * languages is shared with nobody. */
uint64_t speaks_of(struct speaks *s, str languages);
