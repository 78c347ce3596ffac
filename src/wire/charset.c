#include "wire/charset.h"

#include "base/buf.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { GUESS_BYTES_MOST = 256 * 1024 };

static const char *const names[CHARSET_COUNT] = {
        "utf-8", "utf-16le", "utf-16be", "windows-1252", "gb18030"};

str charset_name(enum charset charset) {
    return str_of(names[charset]);
}

bool charset_of(str name, enum charset *found) {
    for (enum charset c = CHARSET_UTF8; c < CHARSET_COUNT; c++) {
        if (str_eq(name, charset_name(c))) {
            *found = c;
            return true;
        }
    }
    return false;
}

static unsigned char byte(str s, size_t i) {
    return i < s.len ? (unsigned char)s.at[i] : 0;
}

static bool within(unsigned char c, unsigned char low, unsigned char high) {
    return c >= low && c <= high;
}

static size_t length_by_first(unsigned char c) {
    if (c < 0x80) {
        return 1;
    }
    if (within(c, 0xC2, 0xDF)) {
        return 2;
    }
    if (within(c, 0xE0, 0xEF)) {
        return 3;
    }
    return within(c, 0xF0, 0xF4) ? 4 : 0;
}

/* Keeps out overlong forms, surrogates and what is above U+10FFFF. */
static bool second_fits(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0: return within(second, 0xA0, 0xBF);
    case 0xED: return within(second, 0x80, 0x9F);
    case 0xF0: return within(second, 0x90, 0xBF);
    case 0xF4: return within(second, 0x80, 0x8F);
    default: return within(second, 0x80, 0xBF);
    }
}

/* How many bytes the character at `i` takes; 0 if it is none. */
static size_t utf8_length(str s, size_t i) {
    size_t length = length_by_first(byte(s, i));
    if (length > 1 && !second_fits(byte(s, i), byte(s, i + 1))) {
        return 0;
    }
    for (size_t more = 2; more < length; more++) {
        if (!within(byte(s, i + more), 0x80, 0xBF)) {
            return 0;
        }
    }
    return length;
}

/* The end of the plain ASCII that begins at `i`, eight bytes at a time. */
static size_t ascii_end(str s, size_t i) {
    uint64_t eight;
    while (i + sizeof(eight) <= s.len) {
        memcpy(&eight, s.at + i, sizeof(eight));
        if (eight & 0x8080808080808080U) {
            break;
        }
        i += sizeof(eight);
    }
    while (i < s.len && (unsigned char)s.at[i] < 0x80) {
        i++;
    }
    return i;
}

static size_t utf8_end(str s, size_t i) {
    for (size_t length; (i = ascii_end(s, i)) < s.len && (length = utf8_length(s, i));) {
        i += length;
    }
    return i;
}

bool charset_is_utf8(str bytes) {
    return utf8_end(bytes, 0) == bytes.len;
}

static void put_bad(struct buf *out, struct decoded *d) {
    buf_add(out, STR("\xEF\xBF\xBD"));
    d->bad++;
}

static void mend_utf8(struct arena *mem, struct decoded *d) {
    str s = d->text;
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < s.len; i++) {
        size_t end = utf8_end(s, i);
        buf_add(&out, (str){s.at + i, end - i});
        i = end;
        if (i < s.len) {
            put_bad(&out, d);
        }
    }
    d->text = buf_str(&out);
}

/* Every byte that is not ASCII counts as bad: the system lacks the conversion altogether. */
static void keep_ascii(struct buf *out, struct decoded *d) {
    for (size_t i = 0; i < d->text.len; i++) {
        if ((unsigned char)d->text.at[i] < 0x80) {
            buf_add(out, (str){d->text.at + i, 1});
        } else {
            put_bad(out, d);
        }
    }
}

static void convert(struct arena *mem, struct decoded *d) {
    struct buf out = {.mem = mem};
    size_t unit = d->charset == CHARSET_UTF16LE || d->charset == CHARSET_UTF16BE ? 2 : 1;
    iconv_t to_utf8 = iconv_open("UTF-8", names[d->charset]);
    if (to_utf8 == (iconv_t)-1) { /* NOLINT(performance-no-int-to-ptr): what POSIX says */
        keep_ascii(&out, d);
        d->text = buf_str(&out);
        return;
    }
    char *from = arena_z(mem, d->text);
    size_t left = d->text.len;
    while (left) {
        char room[16 * 1024];
        char *to = room;
        size_t free = sizeof(room);
        bool stuck = iconv(to_utf8, &from, &left, &to, &free) == (size_t)-1 && errno != E2BIG;
        buf_add(&out, (str){room, sizeof(room) - free});
        if (stuck) {
            size_t skipped = left < unit ? left : unit;
            from += skipped;
            left -= skipped;
            put_bad(&out, d);
        }
    }
    (void)iconv_close(to_utf8);
    d->text = buf_str(&out);
}

static str without_mark(str bytes, enum charset charset) {
    static const char *const marks[CHARSET_COUNT] = {
            "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", NULL, "\x84\x31\x95\x33"};
    str mark = str_of(marks[charset]);
    return mark.len && str_starts(bytes, mark) ? str_skip(bytes, mark.len) : bytes;
}

struct decoded charset_decode_as(struct arena *mem, str bytes, enum charset charset) {
    struct decoded d = {.text = without_mark(bytes, charset), .charset = charset};
    if (charset != CHARSET_UTF8) {
        convert(mem, &d);
    } else if (!charset_is_utf8(d.text)) {
        mend_utf8(mem, &d);
    }
    return d;
}

/* UTF-16 without its mark still shows: every ASCII character brings a zero byte, all of them on
 * the same side. */
static bool looks_like_utf16(str s, enum charset *found) {
    size_t zeros[2] = {0};
    for (size_t i = 0; i < s.len; i++) {
        zeros[i % 2] += s.at[i] == '\0';
    }
    bool enough = zeros[0] + zeros[1] > s.len / 64 && s.len >= 2;
    *found = zeros[1] > zeros[0] ? CHARSET_UTF16LE : CHARSET_UTF16BE;
    return enough && (zeros[0] > 16 * zeros[1] || zeros[1] > 16 * zeros[0]);
}

/* UTF-8 in which a few bytes were damaged is still UTF-8: letters of other encodings make its
 * patterns only by rare chance. */
static bool looks_like_utf8(str s) {
    size_t good = 0;
    size_t bad = 0;
    for (size_t i = 0; i < s.len;) {
        size_t length = utf8_length(s, i);
        good += length > 1;
        bad += length == 0;
        i += length ? length : 1;
    }
    return bad == 0 || good / 16 > bad;
}

struct pairs {
    size_t all;    /* high bytes with what follows */
    size_t common; /* that are everyday Han or its punctuation */
    size_t latin;  /* that are two letters of our European languages */
};

static bool is_latin(unsigned char c) {
    return c && strchr("\xC4\xC5\xC6\xC9\xD6\xD8\xDC\xDF\xE0\xE1\xE2\xE4\xE5\xE6\xE7\xE8\xE9\xEA"
                       "\xEB\xEE\xEF\xF1\xF3\xF4\xF6\xF8\xF9\xFB\xFC",
                        c);
}

static struct pairs count_pairs(str s) {
    struct pairs p = {0};
    for (size_t i = ascii_end(s, 0); i < s.len; i = ascii_end(s, i)) {
        unsigned char a = byte(s, i);
        unsigned char b = byte(s, i + 1);
        bool high = within(b, 0xA1, 0xFE);
        p.all++;
        p.common += high && (within(a, 0xB0, 0xD7) || within(a, 0xA1, 0xA3));
        p.latin += is_latin(a) && is_latin(b);
        i += high ? 2 : 1;
    }
    return p;
}

/* In Chinese nearly every high byte opens a common pair; in European text they stand alone.
 * A few capitals in a row, as in "ÆØÅ", must not pass for Chinese. */
static bool looks_like_gb18030(str s) {
    struct pairs p = count_pairs(s);
    return p.common * 4 > p.all * 3 && p.latin * 2 < p.all;
}

struct decoded charset_decode(struct arena *mem, str bytes) {
    str sample = {bytes.at, bytes.len < GUESS_BYTES_MOST ? bytes.len : GUESS_BYTES_MOST};
    enum charset utf16;
    if (str_starts(bytes, STR("\xFF\xFE")) && bytes.len % 2 == 0) {
        return charset_decode_as(mem, bytes, CHARSET_UTF16LE);
    }
    if (str_starts(bytes, STR("\xFE\xFF")) && bytes.len % 2 == 0) {
        return charset_decode_as(mem, bytes, CHARSET_UTF16BE);
    }
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
        return charset_decode_as(mem, bytes, CHARSET_UTF8);
    }
    if (looks_like_utf16(sample, &utf16)) {
        return charset_decode_as(mem, bytes, utf16);
    }
    if (charset_is_utf8(bytes) || looks_like_utf8(bytes)) {
        return charset_decode_as(mem, bytes, CHARSET_UTF8);
    }
    return charset_decode_as(
            mem, bytes, looks_like_gb18030(bytes) ? CHARSET_GB18030 : CHARSET_WINDOWS_1252);
}
