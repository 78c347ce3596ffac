#pragma once

#include "web/page.h"

void today_page(struct page *p);         /* GET /today */
void today_concern_page(struct page *p); /* GET /today/{word}: the things behind one sentence */
