#pragma once

#include "web/page.h"

void first_page(struct page *p); /* GET /first/{word} */
void first_post(struct page *p); /* POST /first/{word} */
