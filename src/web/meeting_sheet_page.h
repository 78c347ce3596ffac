/* A sheet to take along to a meeting: one page of paper, and the same on a phone. */
#pragma once

#include "web/page.h"

void meeting_sheet_page(struct page *p);
