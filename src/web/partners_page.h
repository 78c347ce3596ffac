#pragma once

#include "web/page.h"

void partners_page(struct page *p);        /* GET /partners */
void partners_refuse_page(struct page *p); /* POST /partners/{id}/refuse: a whole cluster */
