#pragma once

#include "web/page.h"

void home_page(struct page *p); /* GET / */
