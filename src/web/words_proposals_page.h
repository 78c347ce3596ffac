/* Words for everybody: what is proposed, for an administrator to decide, and what holds. */
#pragma once

#include "web/page.h"

void words_proposals_page(struct page *p);
