#pragma once

#include "web/page.h"

void account_list_page(struct page *p);   /* GET /accounts */
void account_list_post(struct page *p);   /* POST /accounts: adds one, with a password */
void account_invite_post(struct page *p); /* POST /accounts/invite: by mail */
