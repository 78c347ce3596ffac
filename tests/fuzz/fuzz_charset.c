#include "wire/charset.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str bytes = {(const char *)data, size};
    struct decoded guessed = charset_decode(&mem, bytes);
    assert(charset_is_utf8(guessed.text));
    for (enum charset c = CHARSET_UTF8; c < CHARSET_COUNT; c++) {
        struct decoded told = charset_decode_as(&mem, bytes, c);
        assert(told.charset == c && charset_is_utf8(told.text));
    }
    arena_free(&mem);
    return 0;
}
