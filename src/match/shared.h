/* The concepts that two texts have in common, those first that bring them together most; what is
 * wider than another of them is left out. Quick, and in memory; explain.h also says which words. */
#pragma once

#include "lang/lexicon.h"
#include "lang/vector.h"

enum { SHARED_MOST = 4 };

struct shared {
    uint32_t concepts[SHARED_MOST];
    float telling[SHARED_MOST];
    size_t count;
};

/* Takes one in, if it tells enough. */
void shared_add(struct shared *s, const struct lexicon *l, uint32_t concept, float telling);

struct shared shared_of(const struct lexicon *l, const struct vector *a, const struct vector *b);
