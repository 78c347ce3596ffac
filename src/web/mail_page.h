/* The letters of this platform for whoever administrates it: what waits, went out or failed, and why.
 * What a letter says is shown only where the data is invented, for it may hold what opens things. */
#pragma once

#include "web/page.h"

void mail_page(struct page *p);
void mail_test_post(struct page *p); /* to whoever presses it */
void mail_retry_all_post(struct page *p);
void mail_retry_post(struct page *p);
void mail_drop_post(struct page *p);
