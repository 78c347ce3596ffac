#include "http/decode.h"

#include "base/utf8.h"

int decode_hex(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    if (digit >= 'A' && digit <= 'F') {
        return digit - 'A' + 10;
    }
    return -1;
}

/* The byte that two digits after a percent sign stand for, or -1. */
static int escape(str digits) {
    int high = digits.len > 1 ? decode_hex(digits.at[0]) : -1;
    int low = digits.len > 1 ? decode_hex(digits.at[1]) : -1;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool decode(struct arena *mem, str coded, bool plus, str *plain) {
    char *to = arena_new(mem, char, coded.len + 1);
    size_t len = 0;
    while (coded.len) {
        int c = (unsigned char)coded.at[0];
        coded = str_skip(coded, 1);
        if (c == '%') {
            c = escape(coded);
            coded = str_skip(coded, 2);
        } else if (c == '+' && plus) {
            c = ' ';
        }
        if (c < 0) {
            return false;
        }
        to[len++] = (char)c;
    }
    *plain = (str){to, len};
    return utf8_is_text(*plain);
}

bool decode_percent(struct arena *mem, str coded, str *plain) {
    return decode(mem, coded, false, plain);
}

bool decode_form(struct arena *mem, str coded, str *plain) {
    return decode(mem, coded, true, plain);
}

static int lower(char c) {
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool decode_same(str a, str b) {
    if (a.len != b.len) {
        return false;
    }
    for (size_t i = 0; i < a.len; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) {
            return false;
        }
    }
    return true;
}
