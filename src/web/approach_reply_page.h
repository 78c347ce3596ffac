/* What somebody sees who is asked for contact by mail, or in whose name it is asked: who asks and why,
 * and the ways to answer. Without an account; opening it changes nothing. */
#pragma once

#include "web/page.h"

void approach_reply_page(struct page *p); /* GET /approached/{word} */
void approach_reply_post(struct page *p); /* POST /approached/{word} */
