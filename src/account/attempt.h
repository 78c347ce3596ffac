/* Failed sign-ins: whoever guesses waits longer and longer, but nobody is ever locked out.
 *
 * An attempt counts as failed from its start, so that many at once are not many free guesses. */
#pragma once

#include "base/work.h"

enum { ATTEMPT_WAIT_MOST = 25, ATTEMPT_FADE = 15 * 60, ATTEMPT_SUBNET_FREE = 10 };

struct attempt {
    str account; /* what is counted, hashed: the account named, whether there is one or not */
    str subnet;  /* and where it comes from */
};

struct attempt attempt_of(struct arena *mem, str mail, str address);

/* Seconds to wait; 0 when it may go on and was counted. */
int64_t attempt_start(struct work *w, const struct attempt *a);
void attempt_undo(struct work *w, const struct attempt *a);    /* it never came to be tried */
void attempt_succeed(struct work *w, const struct attempt *a); /* forgets the account's failures */
