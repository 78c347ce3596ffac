/* Beginning a collaboration with a cluster abroad, and changing what it is about and what comes next. */
#pragma once

#include "web/page.h"

void collaboration_new_page(struct page *p);  /* GET and POST /partners/{id}/collaborations/new */
void collaboration_edit_page(struct page *p); /* GET and POST /collaborations/{id}/edit */
