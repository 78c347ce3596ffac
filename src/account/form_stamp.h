/* What a visitor's form carries in place of a session's form key: the time, signed by us. */
#pragma once

#include "base/work.h"

enum { FORM_SECRET_BYTES = 32, FORM_STAMP_AGE_MOST = 12 * 3600 };

struct form_secret {
    unsigned char at[FORM_SECRET_BYTES];
};

/* Made at the first start and stored, so that forms outlive a restart. */
void form_secret_load(struct work *w, struct form_secret *secret);

str form_stamp_make(struct arena *mem, const struct form_secret *secret, int64_t now);
bool form_stamp_right(const struct form_secret *secret, int64_t now, str stamp);
