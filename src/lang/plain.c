#include "lang/plain.h"

#include "base/buf.h"

#include <stdlib.h>
#include <utf8proc.h>

static bool is_refused(utf8proc_int32_t c) {
    bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    bool nothing = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
    bool parts = c == 0x2028 || c == 0x2029;
    return control || turns || nothing || parts || (c >= 0xE0000 && c <= 0xE007F);
}

static bool takes_no_room(utf8proc_int32_t c) {
    return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* The next letter; bytes that are no text are taken one by one. */
static utf8proc_int32_t next(str *rest, str *letter) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t len =
            utf8proc_iterate((const utf8proc_uint8_t *)rest->at, (utf8proc_ssize_t)rest->len, &c);
    *letter = (str){rest->at, len > 0 ? (size_t)len : 1};
    *rest = str_skip(*rest, letter->len);
    return len > 0 ? c : 0xFFFD;
}

bool plain_is(str text) {
    str letter;
    while (text.len) {
        if (is_refused(next(&text, &letter))) {
            return false;
        }
    }
    return true;
}

bool plain_is_line(str text) {
    return plain_is(text) && !str_has(text, STR("\n")) && !str_has(text, STR("\t"));
}

str plain_only(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    str letter;
    while (text.len) {
        utf8proc_int32_t c = next(&text, &letter);
        if (!is_refused(c) && c != '\n' && c != '\t') {
            buf_add(&out, letter);
        }
    }
    return buf_str(&out);
}

/* Below U+0300 every letter is composed already, and so are Han. */
static bool is_surely_composed(str text) {
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0xCC && (c < 0xE4 || c > 0xE9)) {
            return false;
        }
    }
    return true;
}

str plain_composed(struct arena *mem, str text) {
    if (is_surely_composed(text)) {
        return text;
    }
    utf8proc_uint8_t *composed = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.at,
            (utf8proc_ssize_t)text.len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    str kept = len < 0 ? text : arena_copy(mem, (str){(const char *)composed, (size_t)len});
    free(composed); /* the library's own */
    return kept;
}

str plain_name(struct arena *mem, str text) {
    struct buf out = {.mem = mem};
    str letter;
    while (text.len) {
        if (!takes_no_room(next(&text, &letter))) {
            buf_add(&out, letter);
        }
    }
    return plain_composed(mem, buf_str(&out));
}
