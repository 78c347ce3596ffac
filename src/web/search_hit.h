/* A need or offer that was found, and why: what stands in it as it was typed, or the concept that it
 * shares with what was typed. */
#pragma once

#include "directory/listing.h"
#include "match/search_why.h"
#include "web/title.h"

/* What all hits of one page share. */
struct search_shown {
    const struct search_query *query;
    const struct titles *titles;
    int64_t since; /* hits that changed later are marked as new; 0: none are */
};

void search_hit(struct page *p, const struct search_shown *s, const struct search_hit *hit,
        const struct listing *l);
