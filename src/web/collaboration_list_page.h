/* All collaborations of a cluster: a board whose columns are its stages, or a table. */
#pragma once

#include "web/page.h"

void collaboration_list_page(struct page *p); /* GET /collaborations */
void collaboration_csv_page(struct page *p);  /* GET /collaborations/rows.csv */
