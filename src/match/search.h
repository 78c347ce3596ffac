/* Needs and offers found by what somebody types, in whatever language they are written.
 *
 * A text is found by exact words, names and numbers, by a part of its title, and by what it means.
 * Words count by how rare they are, and come first: a text with all of them stands before any that
 * only means the same. Nothing is asked of the database; see search_query.h for what is typed. */
#pragma once

#include "directory/roster_find.h"
#include "match/live.h"
#include "match/search_query.h"

enum { SEARCH_PAGE = 25, SEARCH_FACETS_MOST = 300 };

#define SEARCH_NO_CONCEPT UINT32_MAX

struct search_wish {
    struct roster_filter filter; /* its text plays no part */
    int64_t since;               /* hits changed later are fresh */
};

struct search_hit {
    int64_t listing;
    int64_t updated;
    float score;
    uint32_t concept; /* of those asked for, the one that counted most */
};

/* How many would be found with that one value in the filter, and all else as it is. */
struct search_facet {
    uint64_t code; /* roster_code() of the value */
    size_t hits;
};

struct search_facets {
    struct search_facet *at; /* the most frequent first */
    size_t count;
};

enum search_by { SEARCH_BY_SIDE, SEARCH_BY_KIND, SEARCH_BY_COUNTRY, SEARCH_BY_TONGUE, SEARCH_BYS };

struct search_found {
    struct search_hit hits[SEARCH_PAGE];
    size_t count;
    size_t total;
    size_t fresh;
    struct search_facets facets[SEARCH_BYS];
};

struct search_found search_listings(struct work *w, const struct live_view *v,
        const struct scope *scope, const struct search_query *q, const struct search_wish *wish);
