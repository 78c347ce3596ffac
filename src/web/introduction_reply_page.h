/* What somebody sees who is asked for an introduction: by a mail link without an account, or signed
 * in. They agree, decline, or want to be asked no more, and see what they were asked before. */
#pragma once

#include "web/page.h"

void introduction_reply_page(struct page *p); /* GET /introduction/{word} */
void introduction_reply_post(struct page *p); /* POST /introduction/{word} */
void introduction_asked_page(struct page *p); /* GET /introductions/{id}/asked */
void introduction_asked_post(struct page *p); /* POST /introductions/{id}/asked */
