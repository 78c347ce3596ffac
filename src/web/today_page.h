/* The desk: what waits for the reader today. A manager has that of the cluster they work for now,
 * whoever works for an organisation a small one; others have none and are led to their first page. */
#pragma once

#include "web/page.h"

void today_page(struct page *p); /* GET /today */

/* The heading with how many things want attention; the caller goes on with buttons, and closes it. */
void today_head(struct page *p, size_t wants);
