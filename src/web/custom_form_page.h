/* The note on the customs of one country, to be written, changed, or emptied. */
#pragma once

#include "web/page.h"

void custom_form_page(struct page *p);
