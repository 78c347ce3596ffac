#pragma once

#include "web/page.h"

void listing_page_show(struct page *p); /* GET /listings/{id} */
