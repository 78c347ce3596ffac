/* All that was ever decided about a taught word: by whom, and when. */
#pragma once

#include "web/page.h"

void words_record_page(struct page *p);
