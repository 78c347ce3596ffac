#pragma once

#include "web/page.h"

void reset_page(struct page *p); /* GET /reset/{word}: asks for a new password */
void reset_post(struct page *p); /* POST /reset/{word}: sets it */
