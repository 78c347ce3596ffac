#pragma once

#include "web/page.h"

void weights_page(struct page *p); /* GET /weights: what counts how much for our cluster */
void weights_post(struct page *p); /* POST /weights: as typed, or as usual */
