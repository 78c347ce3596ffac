/* Two hundred things people could type to make lines, properties or parameters of their own. */
#pragma once

#include "base/buf.h"

enum { PAYLOAD_COUNT = 8 * 26 };

static inline str payload(struct arena *mem, size_t at) {
    static const char *const lines[] = {"\r\n", "\n", "\r", "\r\n\r\n", "\n\n", "\x0b", "\x0c",
            "\x1c", "\x1d", "\x1e", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\x01", "\x7f",
            "\t\r\n ", "\r\n\t", "\r\n ", "%0d%0a", "\\n", "\\r\\n", "=0D=0A", "^n", ";", "\\",
            ","};
    static const char *const tails[] = {"ATTENDEE:mailto:x@evil.example",
            "END:VEVENT\r\nBEGIN:VEVENT", "END:VCARD\r\nBEGIN:VCARD", "X-EVIL:1", "\";X-EVIL=\"1",
            "RSVP=FALSE:mailto:x@evil.example", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
            "\\\\;\\\\,\\\"\\:^^^'"};
    struct buf out = {.mem = mem};
    buf_add(&out, STR("Hi \"x\" "));
    buf_add(&out, str_of(lines[at % 26]));
    buf_add(&out, str_of(tails[at / 26]));
    buf_add(&out, STR(" 名"));
    return buf_str(&out);
}
