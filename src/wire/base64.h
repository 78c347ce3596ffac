/* Bytes as text of a small alphabet and back (RFC 4648, section 4), for what is stored as text. */
#pragma once

#include "base/arena.h"

str base64_made(struct arena *mem, str bytes);

/* False unless all of it is base64 with its padding. */
bool base64_read(struct arena *mem, str text, str *bytes);
