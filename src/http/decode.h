/* Percent-encoded bytes and the text in them. Text is UTF-8 without a zero byte or it is refused. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

/* Once, never twice. False for a broken escape or for what is not text then. */
bool decode_percent(struct arena *mem, str coded, str *plain);
bool decode_form(struct arena *mem, str coded, str *plain); /* as well: `+` is a blank */

int decode_hex(char digit);     /* -1 if it is none */
bool decode_same(str a, str b); /* letters of ASCII in either case are the same */
