/* Whom a meeting is with: those met before first, then any organisation or cluster by its name. */
#pragma once

#include "trust/encounter.h"
#include "web/page.h"

void meeting_with_page(struct page *p);

/* A button that leads to the form for a meeting with those its approach put in touch, else with its
 * partner or partner_cluster; of `own`, or of whoever the reader works for. */
void meeting_new_link(struct page *p, const struct encounter *with);
