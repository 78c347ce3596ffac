/* Somebody I know: what we did together, how warm it is, and what I think of them. For the reader
 * alone. */
#pragma once

#include "web/page.h"

void known_page(struct page *p);
void known_judge_post(struct page *p);
