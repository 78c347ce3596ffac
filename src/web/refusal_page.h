#pragma once

#include "web/page.h"

void refusal_list_page(struct page *p);   /* GET /refusals: what our cluster and members refused */
void refusal_remove_page(struct page *p); /* POST /refusals/{id}/remove: back it comes */
