#pragma once

#include "web/page.h"

void second_page(struct page *p);              /* GET /sign-in/second */
void second_page_post(struct page *p);         /* POST /sign-in/second: a code */
void second_page_passkey_post(struct page *p); /* POST /sign-in/second/passkey */

/* After the password, in the transaction that is open: a half session, and on to the page. */
void second_page_begin(struct page *p, int64_t account, str next);
