#include "base/utf8.h"

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

bool utf8_is_text(str s) {
    while (s.len) {
        size_t len = character(s);
        if (len == 0) {
            return false;
        }
        s = str_skip(s, len);
    }
    return true;
}
