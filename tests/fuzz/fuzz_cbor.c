/* One item after the other is gone over, each of at least a byte, and never past the end. */
#include "wire/cbor.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str rest = {(const char *)data, size};
    const char *end = rest.at + size;
    size_t left = rest.len;
    while (rest.len && cbor_skip(&rest)) {
        assert(rest.len < left && rest.at + rest.len == end);
        left = rest.len;
    }
    return 0;
}
