/* The desk of whoever works for an organisation: what waits for them, and how their needs and offers
 * stand. */
#pragma once

#include "web/page.h"

void desk_member(struct page *p); /* for today_page() */
