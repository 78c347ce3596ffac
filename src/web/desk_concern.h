/* What a manager puts in order when there is time: drafts, members without English, words that are not
 * understood. On the desk each is a sentence with its count, which opens the list behind it. */
#pragma once

#include "directory/attention.h"
#include "web/page.h"

/* How many sentences there are; `words` are those not understood. */
size_t desk_concern_count(const struct attention *a, size_t words);
void desk_concern_rows(struct page *p, const struct attention *a, size_t words);

void desk_concern_page(struct page *p); /* GET /today/{word}: the things behind one sentence */
