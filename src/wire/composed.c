#include "wire/composed.h"

#include <stdlib.h>
#include <utf8proc.h>

/* Below U+0300 nothing ever combines, so most texts need no look. */
static bool may_change(str text) {
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= 0xCC) {
            return true;
        }
    }
    return false;
}

str composed(struct arena *mem, str text) {
    if (!may_change(text)) {
        return text;
    }
    utf8proc_uint8_t *made = NULL;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.at,
            (utf8proc_ssize_t)text.len, &made, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    str found = len >= 0 ? arena_copy(mem, (str){(const char *)made, (size_t)len}) : text;
    free(made); /* the library's own memory */
    return found;
}
