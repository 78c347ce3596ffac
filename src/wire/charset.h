/* Bytes of unknown encoding made into checked UTF-8, at the one place where they come in.
 *
 * A guess can be wrong, so it is said and can be corrected: charset_decode() guesses,
 * charset_decode_as() is told. Nothing is lost silently: what does not belong to the encoding
 * becomes U+FFFD and is counted. Text that is UTF-8 already stays a slice of the input. */
#pragma once

#include "base/arena.h"

enum charset {
    CHARSET_UTF8,
    CHARSET_UTF16LE,
    CHARSET_UTF16BE,
    CHARSET_WINDOWS_1252, /* Danish, German, French, Norwegian, Swedish */
    CHARSET_GB18030,      /* Chinese */
    CHARSET_COUNT
};

struct decoded {
    str text; /* without a byte order mark */
    enum charset charset;
    size_t bad; /* how many U+FFFD stand for something else */
};

struct decoded charset_decode(struct arena *mem, str bytes);
struct decoded charset_decode_as(struct arena *mem, str bytes, enum charset charset);

str charset_name(enum charset charset);         /* "windows-1252", also in addresses */
bool charset_of(str name, enum charset *found); /* false if it is none of ours */
bool charset_is_utf8(str bytes);
