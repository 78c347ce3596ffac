#include "wire/base64.h"

#include <assert.h>
#include <limits.h>
#include <openssl/evp.h>

str base64_made(struct arena *mem, str bytes) {
    assert(bytes.len < INT_MAX / 2);
    unsigned char *out = arena_new(mem, unsigned char, (bytes.len + 2) / 3 * 4 + 1);
    int len = EVP_EncodeBlock(out, (const unsigned char *)bytes.at, (int)bytes.len);
    return (str){(const char *)out, (size_t)len};
}

/* The library counts what the padding stands for as bytes, takes padding in the middle as well, and
 * leaves out blanks: so what was read is written again and compared. */
bool base64_read(struct arena *mem, str text, str *bytes) {
    assert(text.len < INT_MAX);
    unsigned char *out = arena_new(mem, unsigned char, text.len / 4 * 3 + 1);
    int len = EVP_DecodeBlock(out, (const unsigned char *)text.at, (int)text.len);
    size_t padding = str_ends(text, STR("==")) ? 2 : str_ends(text, STR("=")) ? 1 : 0;
    if (text.len % 4 != 0 || len < 0 || (size_t)len < padding) {
        return false;
    }
    *bytes = (str){(const char *)out, (size_t)len - padding};
    return str_eq(base64_made(mem, *bytes), text);
}
