/* What trust grows from, for one cluster: how much each kind of evidence counts, and how fast it
 * fades. For its managers. */
#pragma once

#include "web/page.h"

void rule_page(struct page *p);
void rule_page_post(struct page *p);
