/* Pairs of organisations, or of clusters, that said "not for us", in memory: it holds both ways,
 * whichever of the two said it. */
#pragma once

#include "base/work.h"
#include "directory/news.h"
#include "directory/places.h"

enum refusal_scope { REFUSAL_ORGANISATIONS, REFUSAL_CLUSTERS };

/* All there are, each as a number of its own. */
struct news_ids parted_read(struct work *w);

struct roster_places *parted_put(struct arena *mem, const struct news_ids *pairs);
bool parted_has(const struct roster_places *p, enum refusal_scope scope, int64_t a, int64_t b);

/* The organisations, by id, that stand in only one of the two with another. */
void parted_changed(struct arena *mem, const struct roster_places *before,
        const struct news_ids *pairs, struct news_ids *organisations);
