/* What programs of somebody read at their secret address: what waits for them as Atom, and their
 * meetings as a calendar. The word in the address is the right; see digest/digest_feed.h. */
#pragma once

#include "web/page.h"

void feed_news(struct page *p);     /* GET /feeds/{word}/news.atom */
void feed_meetings(struct page *p); /* GET /feeds/{word}/meetings.ics */
