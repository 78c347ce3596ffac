/* How the platform runs, for administrators: which version it is, how much there is, whether letters
 * leave, when the last backup was made, and what is to be done. */
#pragma once

#include "web/page.h"

void installation_page(struct page *p); /* GET /installation */
