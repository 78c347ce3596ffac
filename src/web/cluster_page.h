#pragma once

#include "web/page.h"

void cluster_page(struct page *p); /* GET /clusters/{id} */
