/* What somebody asked to be introduced to, and what they were asked themselves. */
#pragma once

#include "web/page.h"

void introduction_list_page(struct page *p);      /* GET /introductions */
void introduction_off_post(struct page *p);       /* POST /introductions/off */
void introduction_page(struct page *p);           /* GET /introductions/{id} */
void introduction_take_back_post(struct page *p); /* POST /introductions/{id}/take-back */
