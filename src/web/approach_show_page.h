/* One contact request, for either side, signed in: each sees what is for its eyes. */
#pragma once

#include "web/page.h"

void approach_show_page(struct page *p);      /* GET /approaches/{id} */
void approach_answer_post(struct page *p);    /* POST /approaches/{id}/answer */
void approach_join_post(struct page *p);      /* POST /approaches/{id}/join */
void approach_take_back_post(struct page *p); /* POST /approaches/{id}/take-back */
