#pragma once

#include "web/page.h"

void enter_page(
        struct page *p); /* GET /enter/{word}: a link to sign in with, which it leaves unused */
void enter_post(struct page *p); /* POST /enter/{word}: signs in */
