/* What is found, by side, kind, country and language: each a link that narrows it, or takes that
 * back. */
#pragma once

#include "match/search.h"
#include "web/search_asked.h"

void search_facets(struct page *p, const struct saved_search *asked, const struct search_found *f);
