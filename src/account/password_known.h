/* Passwords that others have chosen too often, and what is put together of two of them: the first
 * that anybody tries. */
#pragma once

#include "base/str.h"

extern const char *const passwords_known[]; /* sorted, in small letters; made at build */
extern const size_t passwords_known_count;

/* Also with capitals, and with digits and signs before, between and after. */
bool password_known(str password);
