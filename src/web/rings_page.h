/* Consortia: rings of three or four organisations of three countries at least, with a member of ours. */
#pragma once

#include "web/page.h"

void rings_page(struct page *p);
