#pragma once

#include "web/page.h"

void search_page(struct page *p); /* GET /search?q= */
