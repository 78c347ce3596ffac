#include "base/plain.h"

#include "base/buf.h"

static bool within(uint32_t code, uint32_t first, uint32_t last) {
    return code >= first && code <= last;
}

static bool shows(uint32_t code, enum plain_lines lines) {
    if (code == '\n' || code == '\t') {
        return lines == PLAIN_LINES;
    }
    bool control = code < 0x20 || within(code, 0x7F, 0x9F) || within(code, 0x2028, 0x2029);
    bool turns = within(code, 0x202A, 0x202E) || within(code, 0x2066, 0x2069);
    bool nothing = within(code, 0xFDD0, 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
    return !control && !turns && !nothing;
}

/* Takes the next character off the front; its lead byte says how many bytes follow with six bits
 * each. */
static str next(str *rest, uint32_t *code) {
    unsigned char lead = (unsigned char)rest->at[0];
    size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    str taken = {rest->at, 1};
    *code = more ? lead & (0x3FU >> more) : lead;
    while (more-- && taken.len < rest->len) {
        *code = *code << 6 | ((unsigned char)rest->at[taken.len++] & 0x3FU);
    }
    *rest = str_skip(*rest, taken.len);
    return taken;
}

bool plain_text(str s, enum plain_lines lines) {
    uint32_t code = 0;
    while (s.len) {
        (void)next(&s, &code);
        if (!shows(code, lines)) {
            return false;
        }
    }
    return true;
}

str plain_only(struct arena *mem, str s, enum plain_lines lines) {
    struct buf out = {.mem = mem};
    uint32_t code = 0;
    while (s.len) {
        str one = next(&s, &code);
        buf_add(&out, shows(code, lines) ? one : (str){0});
    }
    return buf_str(&out);
}
