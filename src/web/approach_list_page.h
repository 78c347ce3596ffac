/* All contact requests of whoever is signed in: asked of them and theirs, and asked by them. */
#pragma once

#include "web/page.h"

void approach_list_page(struct page *p); /* GET /approaches */
