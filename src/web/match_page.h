#pragma once

#include "web/page.h"

void match_list_page(struct page *p);   /* GET /organisations/{id}/partners */
void match_page(struct page *p);        /* GET /organisations/{id}/partners/{id} */
void match_refuse_page(struct page *p); /* POST /organisations/{id}/partners/{id}/refuse */
