/* The matches of a member as its cluster sees them: by all channels and the cluster's own weights,
 * in its own order, and without what the reader may not see. */
#pragma once

#include "match/rescore.h"
#include "match/weighing.h"
#include "web/page.h"

struct match_found {
    struct weighing weighing; /* they were found by */
    struct matches matches;
    struct ordered facts; /* of each */
};

struct match_found match_find(struct page *p, int64_t ours, const struct match_wish *wish);

/* The one match of two; false where they have nothing in common that the reader may see. */
bool match_find_one(struct page *p, int64_t ours, int64_t theirs, struct match_found *found);

/* For whoever tries several orders: in the order of fit, with all facts; then a copy in the order of
 * some weights, as often as wished. Both still hold what the reader may not see, until
 * match_find_veil(). */
struct match_found match_find_plain(struct page *p, int64_t ours, const struct match_wish *wish);
struct match_found match_find_order(
        struct page *p, const struct match_found *plain, const struct weighing *weighing);
void match_find_veil(struct page *p, struct match_found *found);
