/* A first draft of why two should get to know each other, out of what was found to fit. */
#pragma once

#include "web/page.h"

/* In that language, with the titles in it where they are translated; empty where the two have
 * nothing in common that the reader may see. `own` and `theirs` are organisations. */
str introduction_draft(struct page *p, int64_t own, int64_t theirs, enum tongue t);
