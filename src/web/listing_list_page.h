#pragma once

#include "web/page.h"

void listing_list_page(struct page *p);   /* GET /listings */
void listing_needs_page(struct page *p);  /* GET /needs: the same, side chosen */
void listing_offers_page(struct page *p); /* GET /offers */
