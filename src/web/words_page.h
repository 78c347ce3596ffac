/* The cluster's words: which are not understood yet, which were taught by whom, and which concepts
 * lack a word in some language. */
#pragma once

#include "directory/taught.h"
#include "web/page.h"

void words_page(struct page *p);

void words_state(struct page *p, enum taught_state state); /* as a tag */

/* A table of what was taught. With `deciding` each has what an administrator may do with it. */
void words_table(struct page *p, const struct taught_terms *terms, bool deciding);
