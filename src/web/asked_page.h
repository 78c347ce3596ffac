/* Where visitors ask for a link by mail. The answer is the same whether there is an account or not
 * (account/asked.h). */
#pragma once

#include "web/page.h"

void asked_link_post(struct page *p);      /* POST /sign-in/link: to sign in with */
void asked_forgotten_page(struct page *p); /* GET /forgotten */
void asked_forgotten_post(struct page *p); /* POST /forgotten: to set a new password with */
