/* Two individuals turned out to be one human: whatever is kept about the one goes to the other. In a
 * transaction, before individual_merge() takes the one away. */
#pragma once

#include "base/work.h"

void merge_trust(struct work *w, int64_t from, int64_t to);
