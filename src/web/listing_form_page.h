#pragma once

#include "directory/listing.h"
#include "web/page.h"

void listing_new_page(struct page *p);  /* GET /organisations/{id}/listings/new */
void listing_add(struct page *p);       /* POST */
void listing_edit_page(struct page *p); /* GET /listings/{id}/edit */
void listing_change(struct page *p);    /* POST */

/* What helps while one writes, of what is in the form so far; nothing is stored. */
void listing_new_help(struct page *p);  /* POST /organisations/{id}/listings/help */
void listing_edit_help(struct page *p); /* POST /listings/{id}/help */

/* The form for changing it, with what keeps it from being stored; for who publishes it as it is. */
void listing_form_refused(struct page *p, const struct listing *l, const struct flaws *flaws);
