/* Consortia: rings of three organisations of three countries, with a member of ours. */
#pragma once

#include "web/page.h"

void rings_page(struct page *p);
