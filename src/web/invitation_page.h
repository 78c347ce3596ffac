/* What the letter with an invitation leads to: who invites, for what, what is stored about whoever
 * is invited and on which basis (GDPR, article 14), and a button to have it deleted. */
#pragma once

#include "web/page.h"

void invitation_page(struct page *p);        /* GET /invitation/{word} */
void invitation_post(struct page *p);        /* POST /invitation/{word}: accepts */
void invitation_delete_post(struct page *p); /* POST /invitation/{word}/delete: declines */
