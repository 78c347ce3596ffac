#pragma once

#include "web/page.h"

void recovery_page_post(struct page *p); /* POST /me/security/codes: makes new ones */

/* After something was set up: makes codes where there are none, within the transaction that is
 * open, keeps all of it, and shows them; else goes back to the overview. */
void recovery_page_finish(struct page *p);
