/* The gap list of the manager's cluster: which needs nobody can fill, or only somebody abroad, and
 * which offers nobody asks for. */
#pragma once

#include "web/page.h"

void gaps_page(struct page *p);
