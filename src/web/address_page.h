/* Another mail address of somebody who is known here: asking for it, and agreeing where the letters
 * lead to. */
#pragma once

#include "web/page.h"

void address_page(struct page *p);
void address_post(struct page *p);
void address_ask_post(struct page *p); /* of who is signed in */
