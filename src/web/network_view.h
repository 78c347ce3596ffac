/* How one's own network is drawn and worded: for the list and for the page of one person. */
#pragma once

#include "trust/network.h"
#include "web/page.h"

/* The individual of the reader; 0: nobody has met them yet. */
int64_t network_own(struct work *w, int64_t account);

str network_warmth(struct work *w, enum warmth warmth); /* "Warm" */
/* "You have not met for 14 months."; empty where that is not long. */
str network_not_met(struct work *w, str day);
void network_where(struct page *p, const struct known *k); /* where they work, as a link */

/* All of them around the reader, the warmer the nearer, and nothing about who else knows whom. What
 * it shows stands in the table as well. */
void network_draw(struct page *p, const struct network *all);
