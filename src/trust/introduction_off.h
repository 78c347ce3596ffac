/* Who wants to be asked for no introductions. Only they see it: were it shown to those who keep their
 * entry, it would tell them who was asked and said no. */
#pragma once

#include "base/work.h"

bool introduction_off(struct work *w, int64_t individual);
void introduction_set_off(struct work *w, int64_t individual, bool off); /* in a transaction */
