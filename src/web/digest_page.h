/* How somebody hears of what waits for them: how often it comes by mail and with which parts, and the
 * secret addresses for their feed reader and calendar. */
#pragma once

#include "web/page.h"

void digest_page(struct page *p);           /* GET /me/digest */
void digest_page_post(struct page *p);      /* POST /me/digest */
void digest_page_feed_post(struct page *p); /* POST /me/digest/feed: makes the addresses, anew */
void digest_page_end_post(struct page *p);  /* POST /me/digest/feed/end */
