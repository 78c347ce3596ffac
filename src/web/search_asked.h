/* What the search page is asked for, as its address has it: words, and a filter. */
#pragma once

#include "account/saved_search.h"
#include "match/search.h"
#include "web/page.h"

struct saved_search search_asked(const struct page *p); /* from the address */
struct saved_search search_asked_form(const struct page *p);

/* "/search?q=aluminium&side=offer" */
str search_address(struct page *p, const struct saved_search *s);

struct search_wish search_wish_of(const struct saved_search *s);
struct search_query search_query_of(struct page *p, const struct saved_search *s);

/* How many hits came or changed since they last looked, for each. */
size_t *search_fresh(struct page *p, const struct saved_searches *all);
