#pragma once

#include "web/page.h"

void totp_page(struct page *p);             /* GET /me/security/totp: a new secret */
void totp_page_post(struct page *p);        /* POST /me/security/totp: the first code */
void totp_page_remove_post(struct page *p); /* POST /me/security/totp/remove */
