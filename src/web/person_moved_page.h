/* Somebody works elsewhere now: the entry ends with a day, and where they went to another cluster member
 * of ours a new one begins. Whom they met and who trusts them goes along once they agree themselves. */
#pragma once

#include "web/page.h"

void person_moved_page(struct page *p);
