/* Asking once more who sits there, before what is sensitive: the sign-in is older than a quarter of
 * an hour, and browsers are left open. */
#pragma once

#include "web/page.h"

void confirm_page(struct page *p);               /* GET /me/confirm */
void confirm_page_password_post(struct page *p); /* POST /me/confirm/password */
void confirm_page_code_post(struct page *p);     /* POST /me/confirm/code */
void confirm_page_passkey_post(struct page *p);  /* POST /me/confirm/passkey */

/* True if it is fresh. Else the request ends at that page, which leads back to where it was. */
bool confirm_fresh(struct page *p);
