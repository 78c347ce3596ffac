/* Letters that went, or never will: that they were, to whom and when is forgotten after a while. */
#pragma once

#include "base/work.h"

void forget_letters(struct work *w, int64_t before); /* made before that time, and not waiting */
int64_t forget_letters_due(struct work *w, int64_t before);
