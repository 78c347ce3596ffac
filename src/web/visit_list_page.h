/* The notes a cluster's managers made after visiting members, the newest first. */
#pragma once

#include "directory/visit.h"
#include "web/page.h"

void visit_list_page(struct page *p); /* GET /visits */

/* The notes as <ul>, with the member's name where there are several. */
void visit_rows(struct page *p, const struct visits *all, bool named);
