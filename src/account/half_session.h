/* Somebody whose password was right and whose second step is still to come. It is no session: it
 * stands in another table under another cookie, nothing but the page for the second step looks for
 * it, and so it holds no right. */
#pragma once

#include "base/work.h"

struct half_session {
    int64_t account;
    str key; /* the stored hash of its token, to tie a challenge to it */
};

enum { HALF_SESSION_AGE_MOST = 5 * 60, HALF_SESSION_MISSES_MOST = 5 };

str half_session_start(struct work *w, int64_t account); /* the token for the cookie */
/* False if there is none, it is over, or the account is suspended. */
bool half_session_find(struct work *w, str token, struct half_session *found);

/* One more wrong code. False when these were too many: then it is over, and the password is asked
 * for again. */
bool half_session_miss(struct work *w, str token);

void half_session_end(struct work *w, str token);
void half_session_end_all(struct work *w, int64_t account);
void half_session_sweep(struct work *w); /* forgets those that are over */
