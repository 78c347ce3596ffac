/* Which members of two clusters fit each other, as far as the reader may know them. */
#pragma once

#include "match/rollup.h"
#include "web/page.h"

enum { CLUSTER_PAIRS_MOST = 25 }; /* in a table */

/* Those that gain on both sides, the strongest first. */
struct rollup_pairs cluster_pairs(struct page *p, int64_t ours, int64_t theirs);

/* At most so many of them, CLUSTER_PAIRS_MOST or fewer, and how many more there are. */
void cluster_pairs_table(struct page *p, const struct rollup_pairs *pairs, size_t most);
