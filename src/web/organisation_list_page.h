#pragma once

#include "web/page.h"

void organisation_list_page(struct page *p); /* GET /organisations */
void member_list_page(struct page *p);       /* GET /members, of the cluster they work for */
