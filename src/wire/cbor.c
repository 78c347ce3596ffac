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

/* Bytes and texts are passed over; a list or map opens as many items as it says, which have a byte
 * each at least. */
static bool take_rest(str *rest, unsigned kind, uint64_t value, uint64_t *items) {
    *items = 0;
    if (kind == NUMBER || kind == NEGATIVE || kind == SIMPLE) {
        return true;
    }
    if (kind == TAG || value > rest->len) {
        return false;
    }
    if (kind == BYTES || kind == TEXT) {
        *rest = str_skip(*rest, (size_t)value);
    } else {
        *items = kind == MAP ? 2 * value : value;
    }
    return true;
}

bool cbor_skip(str *rest) {
    uint64_t open[CBOR_DEPTH_MOST] = {1}; /* items still to come, in each list around */
    size_t depth = 0;
    while (open[0] || depth) {
        unsigned kind = 0;
        uint64_t value = 0;
        uint64_t items = 0;
        if (open[depth] == 0) {
            depth--;
            continue;
        }
        open[depth]--;
        if (!take_head(rest, &kind, &value) || !take_rest(rest, kind, value, &items) ||
                (items && depth + 1 == CBOR_DEPTH_MOST)) {
            return false;
        }
        if (items) {
            open[++depth] = items;
        }
    }
    return true;
}
