/* What the two letters about a change of mail address lead to. */
#pragma once

#include "web/page.h"

void mail_change_page(struct page *p); /* GET /mail-change/{word} */
void mail_change_post(struct page *p); /* POST /mail-change/{word}: agrees, or refuses */
