/* What is learned from earlier ratings, and what it foresees of a later one; see trust/eval.h. */
#pragma once

#include "trust/eval.h"

struct eval_learned;

/* From the first `count` ratings. */
struct eval_learned *eval_learn(
        struct arena *mem, const struct eval_ratings *all, size_t count, int64_t months);

/* The higher, the more likely it is good. Of the rating asked for only who rates whom and when is
 * looked at. */
double eval_score(const struct eval_learned *l, enum eval_way way, const struct eval_rating *asked);
