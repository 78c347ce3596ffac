/* A team for a call: the roles as the manager types them, who could take each, and who together.
 * What is typed and chosen stands in the address, so that it can be kept and sent. */
#pragma once

#include "web/page.h"

void consortium_page(struct page *p);

/* The links between rings and calls, with the one where the reader is. */
void consortium_ways(struct page *p, bool call);
