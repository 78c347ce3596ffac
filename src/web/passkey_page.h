#pragma once

#include "web/page.h"

void passkey_page(struct page *p);             /* GET /me/security/passkeys/new */
void passkey_page_post(struct page *p);        /* POST /me/security/passkeys/new */
void passkey_page_remove_post(struct page *p); /* POST /me/security/passkeys/{id}/remove */
