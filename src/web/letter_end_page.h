/* The address in letters that nobody waits for: it ends those of its kind. Opening it changes
 * nothing; its button does, and so does a mail program for its reader (RFC 8058), which has neither
 * cookie nor form key: what the address carries is enough. */
#pragma once

#include "web/page.h"

void letter_end_page(struct page *p);
void letter_end_post(struct page *p);
