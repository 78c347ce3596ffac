#pragma once

#include "directory/import.h"
#include "web/page.h"

void import_map_page(struct page *p); /* GET /imports/{id}: columns, or what came of it */
void import_map_post(struct page *p); /* POST */
