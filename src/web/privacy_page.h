/* The privacy notice for everybody, and the record of processing for administrators: both are written
 * from the same table (privacy/processing.h). */
#pragma once

#include "web/page.h"

void privacy_page(struct page *p); /* GET /privacy */
void record_page(struct page *p);  /* GET /privacy/record */
void record_post(struct page *p);
