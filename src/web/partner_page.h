#pragma once

#include "web/page.h"

void partner_page(struct page *p); /* GET /partners/{id}: one cluster against ours */
