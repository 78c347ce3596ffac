/* What a passkey has to sign: random, made by us for one purpose, good once and for five minutes.
 * It is signed rather than stored, so that showing a page writes nothing; those that were used are
 * kept for as long as they would be good otherwise. */
#pragma once

#include "account/form_stamp.h"

enum { CHALLENGE_AGE_MOST = 5 * 60 };

/* As base64url. The purpose names the page and the browser it is for: "sign-in", "second KEY". */
str challenge_make(struct work *w, const struct form_secret *secret, str purpose);

/* Uses it up, within a transaction. False if it is none of ours, too old, used, or of another
 * purpose. */
bool challenge_take(struct work *w, const struct form_secret *secret, str purpose, str challenge);
