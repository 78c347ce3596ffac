/* Who saw or changed whose contact data, for administrators. */
#pragma once

#include "web/page.h"

void audit_page(struct page *p);     /* GET /audit */
void audit_csv_page(struct page *p); /* GET /audit/rows.csv: all rows of the filter */
