/* What nobody can guess: random tokens, and the hashes that are stored in their place. */
#pragma once

#include "base/arena.h"

str secret_new(struct arena *mem);              /* 256 random bits, as base64url */
str secret_hash(struct arena *mem, str secret); /* BLAKE2b, 256 bits, as base64url */
bool secret_same(str a, str b);                 /* takes as long however much of it is the same */

/* Bytes as base64url without padding, and back; false unless it is exactly `len` bytes. */
str secret_text(struct arena *mem, const unsigned char *bytes, size_t len);
bool secret_bytes(str text, unsigned char *bytes, size_t len);

void secret_ready(void); /* before any other use of libsodium; costs nothing the second time */
