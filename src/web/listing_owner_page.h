#pragma once

#include "web/page.h"

void listing_owner_page(struct page *p); /* GET /listings/new: whose need or offer is it? */
