#pragma once

#include "directory/listing.h"
#include "web/page.h"

void listing_new_page(struct page *p);  /* GET /organisations/{id}/listings/new */
void listing_add(struct page *p);       /* POST */
void listing_edit_page(struct page *p); /* GET /listings/{id}/edit */
void listing_change(struct page *p);    /* POST */

/* The form for changing it, with what keeps it from being stored; for who publishes it as it is. */
void listing_form_refused(struct page *p, const struct listing *l, const struct flaws *flaws);
