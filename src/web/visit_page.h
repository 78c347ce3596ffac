/* A note after a visit, its sentences to choose from, and what was drawn out of it. */
#pragma once

#include "web/page.h"

void visit_page(struct page *p);      /* GET /visits/{id} */
void visit_draw_post(struct page *p); /* POST /visits/{id}/draw */
