/* The titles of needs and offers in lists, for readers of other languages: read for the whole list
 * at once, and shown below each original. */
#pragma once

#include "directory/listing.h"
#include "directory/translation.h"
#include "web/page.h"

enum { TITLES_MOST = 2 * LISTINGS_MOST };

/* In the reader's language and in English, by listing. */
struct titles {
    struct translations all;
};

struct titles title_list(struct work *w, const struct listings *page); /* LISTING_PAGE at most */
struct titles title_list_of(struct work *w, int64_t organisation);

/* Nothing where the reader has it in no other language than its own. */
void title_line(struct page *p, const struct titles *titles, const struct listing *l);
