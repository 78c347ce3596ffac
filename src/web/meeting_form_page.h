/* Planning a meeting, writing one down, and changing it. */
#pragma once

#include "web/page.h"

void meeting_new_page(struct page *p);  /* /meetings/new, /organisations/{id}/meetings/new */
void meeting_edit_page(struct page *p); /* /meetings/{id}/edit */
