/* The meetings of whoever looks: coming ones, those to be confirmed, and those that count. */
#pragma once

#include "trust/encounter_list.h"
#include "web/page.h"

void meeting_list_page(struct page *p); /* GET /meetings */

/* How a meeting stands, as a tag. */
void meeting_state(struct page *p, enum encounter_group group, enum encounter_state state);
