/* How a need or offer stands, as a tag: draft, published, lapsing soon, lapsed, withdrawn. */
#pragma once

#include "directory/listing.h"
#include "web/page.h"

enum { LISTING_SOON_DAYS = 14 };

bool listing_lapsed(struct page *p, const struct listing *l); /* its last day is over */
bool listing_open(struct page *p, const struct listing *l);   /* published, and not lapsed */
void listing_state(struct page *p, const struct listing *l);

/* "/listings/12-crash-boxes", and after it "?done=saved" or nothing. */
str listing_address(struct page *p, const struct listing *l, str query);
