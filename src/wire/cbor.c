#include "wire/cbor.h"

enum { NUMBER, NEGATIVE, BYTES, TEXT, LIST, MAP, TAG, SIMPLE };

/* What stands in the first byte, or in the 1, 2, 4 or 8 after it. */
static bool take_head(str *rest, unsigned *kind, uint64_t *value) {
    unsigned first = rest->len ? (unsigned char)rest->at[0] : 0xFF;
    unsigned small = first & 31;
    size_t more = small < 24 ? 0 : (size_t)1 << (small - 24);
    if (small > 27 || rest->len < 1 + more) {
        return false;
    }
    *kind = first >> 5;
    *value = small < 24 ? small : 0;
    for (size_t i = 1; i <= more; i++) {
        *value = *value << 8 | (unsigned char)rest->at[i];
    }
    *rest = str_skip(*rest, 1 + more);
    return true;
}

/* As many more items as a list or map says, which have a byte each at least. */
static bool skip_at(str *rest, int depth) {
    unsigned kind = 0;
    uint64_t value = 0;
    if (depth > CBOR_DEPTH_MOST || !take_head(rest, &kind, &value) || kind == TAG) {
        return false;
    }
    if (kind == NUMBER || kind == NEGATIVE || kind == SIMPLE) {
        return true;
    }
    if (value > rest->len) {
        return false;
    }
    if (kind == BYTES || kind == TEXT) {
        *rest = str_skip(*rest, (size_t)value);
        return true;
    }
    uint64_t items = kind == MAP ? 2 * value : value;
    for (uint64_t i = 0; i < items; i++) {
        if (!skip_at(rest, depth + 1)) {
            return false;
        }
    }
    return true;
}

bool cbor_skip(str *rest) {
    return skip_at(rest, 1);
}
