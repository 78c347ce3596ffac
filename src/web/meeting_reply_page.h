/* What stands behind the link in a letter about a meeting: whether they come, and afterwards whether
 * it took place. Opening it changes nothing. */
#pragma once

#include "web/page.h"

void meeting_invited_page(struct page *p); /* GET /invited/{word} */
void meeting_invited_post(struct page *p); /* POST */
void meeting_met_page(struct page *p);     /* GET /met/{word} */
void meeting_met_post(struct page *p);     /* POST */
