#include "wire/tame.h"

#include "base/buf.h"

#include <string.h>

enum { LINK_MOST = 2000 };

static size_t separator_length(str s) {
    static const char *const marks[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (str_starts(s, str_of(marks[i]))) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

static str tamed(struct arena *mem, str s, bool lines) {
    struct buf out = {.mem = mem};
    while (s.len) {
        size_t gap = separator_length(s);
        if (lines && str_starts(s, STR("\r\n"))) {
            gap = 2;
            buf_add(&out, STR("\n"));
        } else if (lines && s.at[0] == '\n') {
            buf_add(&out, STR("\n"));
        } else {
            buf_add(&out, gap || is_control(s.at[0]) ? STR(" ") : (str){s.at, 1});
        }
        s = str_skip(s, gap ? gap : 1);
    }
    return str_trim(buf_str(&out));
}

str tame_line(struct arena *mem, str s) {
    return tamed(mem, s, false);
}

str tame_lines(struct arena *mem, str s) {
    return tamed(mem, s, true);
}

bool tame_is_link(str link) {
    bool fine = (str_starts(link, STR("https://")) || str_starts(link, STR("http://"))) &&
                link.len <= LINK_MOST;
    for (size_t i = 0; fine && i < link.len; i++) {
        fine = link.at[i] > ' ' && link.at[i] < 0x7F && !strchr("\"<>\\^`{|}", link.at[i]);
    }
    return fine;
}
