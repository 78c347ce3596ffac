/* A cluster's own fields about one of its members, and all of them as a table. */
#pragma once

#include "web/page.h"

void own_field_fill_page(struct page *p); /* GET and POST /organisations/{id}/fields */
void own_field_csv_page(struct page *p);  /* GET /fields/members.csv */

/* On the page of a member, for those who manage its cluster; nothing where there are no fields. */
void own_field_part(struct page *p, int64_t organisation);
