#include "http/decode.h"

#include <stdint.h>

struct lead {
    unsigned char mask, mark; /* which first bytes begin such a character */
    size_t len;
    uint32_t least; /* below it a shorter form exists */
};

static const struct lead leads[] = {
        {0x80, 0x00, 1, 0x01}, /* a zero byte is not text */
        {0xE0, 0xC0, 2, 0x80},
        {0xF0, 0xE0, 3, 0x800},
        {0xF8, 0xF0, 4, 0x10000},
};

static const struct lead *lead_of(unsigned char first) {
    for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
        if ((first & leads[i].mask) == leads[i].mark) {
            return &leads[i];
        }
    }
    return NULL;
}

/* The length of the character that begins here, or 0 if none does. */
static size_t character(str s) {
    const struct lead *lead = lead_of((unsigned char)s.at[0]);
    if (!lead || lead->len > s.len) {
        return 0;
    }
    uint32_t code = (unsigned char)s.at[0] & (unsigned char)~lead->mask;
    for (size_t i = 1; i < lead->len; i++) {
        unsigned char next = (unsigned char)s.at[i];
        if ((next & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (next & 0x3FU);
    }
    bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < lead->least || code > 0x10FFFF || surrogate ? 0 : lead->len;
}

bool decode_text(str s) {
    while (s.len) {
        size_t len = character(s);
        if (len == 0) {
            return false;
        }
        s = str_skip(s, len);
    }
    return true;
}

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
    return decode_text(*plain);
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
