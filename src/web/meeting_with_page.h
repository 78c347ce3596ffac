/* Whom a meeting is with: those met before first, then any organisation or cluster by its name. */
#pragma once

#include "web/page.h"

void meeting_with_page(struct page *p);
