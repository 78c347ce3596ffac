/* What the cluster notes on the customs of countries. */
#pragma once

#include "web/page.h"

void custom_list_page(struct page *p); /* with ?country=DE it leads on to that note */
