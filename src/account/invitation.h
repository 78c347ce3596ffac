/* The one-time address that makes the first administrator: printed at the first start, good once
 * and for a day, stored hashed. */
#pragma once

#include "base/work.h"

enum { INVITATION_AGE_MOST = 24 * 3600 };

str invitation_make(struct work *w);             /* the token; earlier ones are good no more */
bool invitation_open(struct work *w, str token); /* for the page that asks; uses nothing up */
bool invitation_take(struct work *w, str token); /* uses it up; false if there was none */
