/* What stands in the database and has to be read again, but not by whoever has only the database or
 * a backup of it: letters with links in them, secrets of second factors. It is sealed with a key
 * that lies in a file beside it: XSalsa20 and Poly1305, as libsodium's crypto_secretbox does it. */
#pragma once

#include "base/work.h"

enum { SEAL_KEY_BYTES = 32 };

struct seal {
    unsigned char key[SEAL_KEY_BYTES];
};

void seal_new(struct seal *s); /* a random one */

/* Reads the key from the file, which is made, for its owner alone, where there is none. False with
 * the reason in `fault` where that fails or the file holds something else. */
bool seal_load(struct arena *mem, const char *path, struct seal *s, str *fault);

/* Whether it is the key this database was used with before; the first one is. */
bool seal_fits(struct work *w, const struct seal *s);

str seal_close(struct arena *mem, const struct seal *s, str plain); /* base64url */
bool seal_open(struct arena *mem, const struct seal *s, str closed, str *plain);
