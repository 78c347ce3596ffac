#pragma once

#include "web/page.h"

void cluster_list_page(struct page *p); /* GET /clusters */
