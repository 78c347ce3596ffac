#include "http/log.h"

#include "base/buf.h"
#include "http/decode.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { IPV4_KEPT = 3, IPV6_KEPT = 6, PATH_MOST = 512, SECRET_CHARACTERS_LEAST = 32 };

str http_log_address(struct arena *mem, str address) {
    unsigned char bytes[16];
    char text[INET6_ADDRSTRLEN];
    const char *z = arena_z(mem, address);
    int family = memchr(z, ':', address.len) ? AF_INET6 : AF_INET;
    if (inet_pton(family, z, bytes) != 1) {
        return STR("local");
    }
    size_t kept = family == AF_INET ? IPV4_KEPT : IPV6_KEPT;
    memset(bytes + kept, 0, sizeof(bytes) - kept);
    if (!inet_ntop(family, bytes, text, sizeof(text))) {
        return STR("local");
    }
    return arena_copy(mem, str_of(text));
}

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
    bool text = decode_text(s);
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

static bool is_secret_character(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

/* How many characters from here on look like a secret: base64url without end, and a capital in it.
 * Names in our paths have none; of the 43 characters of a random token none is a capital once in
 * some 200,000,000. It goes by the look, not by the route: what was refused, mistyped or cut short
 * on its way had no route. */
static size_t secret_run(str s) {
    size_t run = 0;
    bool capital = false;
    while (run < s.len && is_secret_character(s.at[run])) {
        capital = capital || (s.at[run] >= 'A' && s.at[run] <= 'Z');
        run++;
    }
    return capital && run >= SECRET_CHARACTERS_LEAST ? run : 0;
}

static str without_secrets(struct arena *mem, str path) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < path.len;) {
        bool begins = i == 0 || !is_secret_character(path.at[i - 1]);
        size_t run = begins ? secret_run(str_skip(path, i)) : 0;
        buf_add(&out, run ? STR("***") : (str){path.at + i, 1});
        i += run ? run : 1;
    }
    return buf_str(&out);
}

/* Of "/da/organisations/12-alusyd" the number says enough: the words after it are a name, and that
 * may be somebody's secret. */
static str without_names(struct arena *mem, str path) {
    struct buf out = {.mem = mem};
    str segment;
    bool first = true;
    while (str_cut(&path, '/', &segment)) {
        size_t digits = 0;
        while (digits < segment.len && segment.at[digits] >= '0' && segment.at[digits] <= '9') {
            digits++;
        }
        bool named = digits && digits < segment.len && segment.at[digits] == '-';
        buf_add(&out, first ? (str){0} : STR("/"));
        buf_add(&out, named ? (str){segment.at, digits} : segment);
        first = false;
    }
    return buf_str(&out);
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

str http_log_text(struct arena *mem, const struct http_log_line *line) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("at="));
    moment(&out, line->at);
    buf_add(&out, line->status >= 500 ? STR(" level=error") : STR(" level=info"));
    buf_add(&out, STR(" method="));
    quoted(&out, line->method);
    buf_add(&out, STR(" path="));
    str path = without_secrets(mem, without_names(mem, line->path));
    quoted(&out, (str){path.at, path.len < PATH_MOST ? path.len : PATH_MOST});
    buf_add(&out, STR(" status="));
    buf_num(&out, line->status);
    buf_add(&out, STR(" bytes="));
    buf_num(&out, (int64_t)line->bytes);
    buf_add(&out, STR(" us="));
    buf_num(&out, line->microseconds);
    buf_add(&out, STR(" statements="));
    buf_num(&out, line->statements);
    buf_add(&out, STR(" waited="));
    buf_num(&out, line->waited_us);
    buf_add(&out, STR(" id="));
    quoted(&out, line->id);
    buf_add(&out, STR(" address="));
    buf_add(&out, http_log_address(mem, line->address));
    buf_add(&out, STR("\n"));
    return buf_str(&out);
}

void http_log_to(int file, const struct http_log_line *line) {
    struct arena mem = {0};
    str text = http_log_text(&mem, line);
    ssize_t written = write(file, text.at, text.len);
    (void)written; /* a full disk must not stop the server */
    arena_free(&mem);
}
