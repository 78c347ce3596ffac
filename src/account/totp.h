/* Codes of six digits that an app on somebody's telephone makes anew every half minute: RFC 6238
 * over RFC 4226 with HMAC-SHA-1, which is what all such apps can do. The secret is stored sealed
 * (db/seal.h), and each code is good once. */
#pragma once

#include "db/seal.h"

enum { TOTP_SECRET_BYTES = 20, TOTP_DIGITS = 6, TOTP_STEP_SECONDS = 30, TOTP_STEPS_AROUND = 1 };

struct totp {
    unsigned char secret[TOTP_SECRET_BYTES];
};

void totp_new(struct totp *t); /* a random one */

str totp_text(struct arena *mem, const struct totp *t); /* base32, to be typed into an app */
bool totp_read(str text, struct totp *t);               /* and back */
/* "otpauth://totp/...": what such an app reads from a picture. */
str totp_address(struct arena *mem, const struct totp *t, str mail);

/* The code of a step, which is a moment's seconds by TOTP_STEP_SECONDS. */
str totp_code(struct arena *mem, const struct totp *t, int64_t step, unsigned digits);

/* The step after `used` whose code this is, now or one step before or after; 0 if there is none. */
int64_t totp_step(struct work *w, const struct totp *t, int64_t used, str code);

/* What follows is within the transaction of whoever calls it. */
void totp_set(struct work *w, const struct seal *seal, int64_t account, const struct totp *t);
bool totp_on(struct work *w, int64_t account);
bool totp_take(struct work *w, const struct seal *seal, int64_t account, str code); /* uses it up */
void totp_remove(struct work *w, int64_t account);
