/* A cluster's own fields about one of its members, and all of them as a table. */
#pragma once

#include "project/own_field.h"
#include "web/page.h"

void own_field_fill_page(struct page *p); /* GET and POST /organisations/{id}/fields */
void own_field_csv_page(struct page *p);  /* GET /fields/members.csv */

/* On the page of a member, for those who manage its cluster: read first, then written. Nothing where
 * there are no fields. */
struct own_fields own_field_of(struct page *p, int64_t organisation);
void own_field_part(struct page *p, int64_t organisation, const struct own_fields *all);
