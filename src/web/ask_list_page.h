/* All letters in which a cluster asked its members, and how long before the end of a text it asks
 * by itself whether that still holds. */
#pragma once

#include "web/page.h"

void ask_list_page(struct page *p); /* GET /asks */
void ask_rule_post(struct page *p); /* POST /asks */
