#include "base/log.h"

#include "base/utf8.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { FAULT_MOST = 400 };

static void escaped(struct buf *out, unsigned char c) {
    static const char digits[] = "0123456789abcdef";
    char plain = (char)c;
    char coded[4] = {'\\', 'x', digits[c >> 4], digits[c & 15]};
    if (c == '"' || c == '\\') {
        buf_add(out, STR("\\"));
    }
    buf_add(out, c < 0x20 || c == 0x7F ? (str){coded, 4} : (str){&plain, 1});
}

/* How many bytes the character that begins here has, if it is one that is never written: a control
 * character beyond ASCII, or one that ends lines or turns the direction of reading. */
static size_t hidden(str s) {
    unsigned char first = s.len ? (unsigned char)s.at[0] : 0;
    unsigned char next = s.len > 1 ? (unsigned char)s.at[1] : 0;
    if (first == 0xC2 && next < 0xA0) {
        return 2;
    }
    return first == 0xE2 && (next == 0x80 || next == 0x81) ? 3 : 0;
}

/* Quoted, with every control character written out. */
static void quoted(struct buf *out, str s) {
    bool text = utf8_is_text(s);
    size_t left = 0; /* of a hidden one */
    buf_add(out, STR("\""));
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        left = left ? left : hidden(str_skip(s, i));
        if (c >= 0x80 && (!text || left)) {
            buf_add(out, STR("?"));
        } else {
            escaped(out, c);
        }
        left -= left > 0;
    }
    buf_add(out, STR("\""));
}

static void moment(struct buf *out, int64_t at) {
    char text[64];
    struct tm tm;
    time_t seconds = (time_t)(at / 1000000);
    if (!gmtime_r(&seconds, &tm)) {
        return;
    }
    size_t len = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &tm);
    int more = snprintf(text + len, sizeof(text) - len, ".%03dZ", (int)(at / 1000 % 1000));
    buf_add(out, (str){text, len + (size_t)(more > 0 ? more : 0)});
}

void log_begin(struct buf *line, int64_t at, bool error) {
    buf_add(line, STR("at="));
    moment(line, at);
    buf_add(line, error ? STR(" level=error") : STR(" level=info"));
}

static void add_name(struct buf *line, str name) {
    buf_add(line, STR(" "));
    buf_add(line, name);
    buf_add(line, STR("="));
}

void log_text(struct buf *line, str name, str value) {
    add_name(line, name);
    quoted(line, value);
}

void log_number(struct buf *line, str name, int64_t value) {
    add_name(line, name);
    buf_num(line, value);
}

void log_trouble(str doing, str fault) {
    struct arena mem = {0};
    struct buf line = {.mem = &mem};
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_REALTIME, &now);
    log_begin(&line, (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000, true);
    log_text(&line, STR("doing"), doing);
    log_text(&line, STR("fault"), str_cap(fault, FAULT_MOST));
    buf_add(&line, STR("\n"));
    ssize_t written = write(STDERR_FILENO, line.at, line.len);
    (void)written; /* who cannot be told is not told */
    arena_free(&mem);
}
