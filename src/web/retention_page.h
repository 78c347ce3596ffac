/* How long things are kept, and what would go now; for administrators. */
#pragma once

#include "web/page.h"

void retention_page(struct page *p); /* GET /privacy/retention */
void retention_post(struct page *p);
