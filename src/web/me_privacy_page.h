/* What is stored about whoever is signed in: as an account, and as a contact person with its mail
 * address. */
#pragma once

#include "web/page.h"

void me_privacy_page(struct page *p);         /* GET /me/privacy */
void me_privacy_post(struct page *p);         /* POST /me/privacy: what a contact person chose */
void me_privacy_account_post(struct page *p); /* POST /me/privacy/account */
void me_privacy_data_post(struct page *p);    /* POST /me/privacy/data: one zip file */
void me_privacy_erase_post(struct page *p);   /* POST /me/privacy/erase */
