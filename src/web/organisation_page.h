#pragma once

#include "web/page.h"

void organisation_page_show(struct page *p); /* GET /organisations/{id} */
