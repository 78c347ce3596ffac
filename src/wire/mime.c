#include "wire/mime.h"

#include <assert.h>
#include <string.h>
#include <time.h>

enum {
    LINE_MOST = 76,    /* of encoded bodies, and of lines with encoded words */
    BASE64_BYTES = 57, /* that make such a line */
    QUOTED_MOST = 60,  /* a name longer than that is written as encoded words */
    WORD_FRAME = 12,   /* "=?UTF-8?B?" and "?=" */
    MAIL_MOST = 254,   /* RFC 5321, 4.5.3.1.3, without the brackets */
    LOCAL_MOST = 64,
};

static bool is_control(char c) {
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* Without controls, and with one blank where several stood. */
static str plain(struct buf *out, str s) {
    struct buf clean = {.mem = out->mem};
    for (size_t i = 0; i < s.len; i++) {
        bool blank = is_control(s.at[i]) || s.at[i] == ' ';
        if (!blank) {
            buf_add(&clean, (str){&s.at[i], 1});
        } else if (clean.len && clean.at[clean.len - 1] != ' ') {
            buf_add(&clean, STR(" "));
        }
    }
    return str_trim(buf_str(&clean));
}

static size_t column_of(const struct buf *out) {
    size_t from = out->len;
    while (from && out->at[from - 1] != '\n') {
        from--;
    }
    return out->len - from;
}

static void put_name(struct buf *out, str name) {
    buf_add(out, name);
    buf_add(out, STR(":"));
}

/* A line of a folded header begins with the blank that stood before its first word. */
static void put_folded(struct buf *out, str value) {
    str word;
    while (value.len && str_cut(&value, ' ', &word)) {
        buf_add(out, column_of(out) + 1 + word.len > LINE_MOST ? STR("\r\n ") : STR(" "));
        buf_add(out, word);
    }
}

void mime_header(struct buf *out, str name, str value) {
    put_name(out, name);
    put_folded(out, plain(out, value));
    buf_add(out, STR("\r\n"));
}

static void put_base64(struct buf *out, str bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        const unsigned char *b = (const unsigned char *)bytes.at + i;
        uint32_t all = (uint32_t)b[0] << 16 | (left > 1 ? (uint32_t)b[1] << 8 : 0) |
                       (left > 2 ? (uint32_t)b[2] : 0);
        char four[4] = {
                digits[all >> 18], digits[all >> 12 & 63], digits[all >> 6 & 63], digits[all & 63]};
        if (left < 3) {
            four[3] = '=';
        }
        if (left < 2) {
            four[2] = '=';
        }
        buf_add(out, (str){four, sizeof(four)});
    }
}

/* Each encoded word holds whole characters and fits its line (RFC 2047, 2 and 5). */
static void put_encoded(struct buf *out, str text) {
    while (text.len) {
        size_t column = column_of(out);
        if (column + 1 + WORD_FRAME + 8 > LINE_MOST) {
            buf_add(out, STR("\r\n"));
            column = 0;
        }
        str some = str_cap(text, (LINE_MOST - 1 - WORD_FRAME - column) / 4 * 3);
        some.len = some.len ? some.len : 1; /* what is no UTF-8 is not cut into characters */
        buf_add(out, STR(" =?UTF-8?B?"));
        put_base64(out, some);
        buf_add(out, STR("?="));
        text = str_skip(text, some.len);
        buf_add(out, text.len ? STR("\r\n") : (str){0});
    }
}

static bool is_ascii(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] > 0x7E) {
            return false;
        }
    }
    return true;
}

/* A word that no line has room for has to be encoded, and so does what looks like an encoded one. */
static bool goes_plain(str text) {
    str word;
    bool fits = is_ascii(text) && !str_has(text, STR("=?"));
    while (fits && text.len && str_cut(&text, ' ', &word)) {
        fits = word.len < LINE_MOST - 20;
    }
    return fits;
}

void mime_words(struct buf *out, str name, str text) {
    text = plain(out, text);
    put_name(out, name);
    if (goes_plain(text)) {
        put_folded(out, text);
    } else {
        put_encoded(out, text);
    }
    buf_add(out, STR("\r\n"));
}

static void put_quoted(struct buf *out, str text) {
    buf_add(out, STR(" \""));
    for (size_t i = 0; i < text.len; i++) {
        bool special = text.at[i] == '"' || text.at[i] == '\\';
        buf_add(out, special ? STR("\\") : (str){0});
        buf_add(out, (str){&text.at[i], 1});
    }
    buf_add(out, STR("\""));
}

void mime_address(struct buf *out, str name, str shown, str mail) {
    assert(mime_is_mail(mail));
    shown = plain(out, shown);
    put_name(out, name);
    if (shown.len && shown.len <= QUOTED_MOST && goes_plain(shown)) {
        put_quoted(out, shown);
    } else if (shown.len) {
        put_encoded(out, shown);
    }
    bool fits = column_of(out) + 3 + mail.len <= LINE_MOST;
    buf_add(out, fits ? STR(" <") : STR("\r\n <"));
    buf_add(out, mail);
    buf_add(out, STR(">\r\n"));
}

void mime_date(struct buf *out, int64_t seconds) {
    time_t at = (time_t)seconds;
    struct tm day = {0};
    char text[40];
    gmtime_r(&at, &day);
    size_t len = strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S +0000", &day);
    mime_header(out, STR("Date"), (str){text, len});
}

/* What may stand as it is (RFC 2045, 6.7); a dot at the beginning of a line could end the letter
 * if a server on its way were careless. */
static bool stays(str line, size_t i, size_t column) {
    char c = line.at[i];
    if (c == ' ' || c == '\t') {
        return i + 1 < line.len;
    }
    return c > ' ' && c < 0x7F && c != '=' && (c != '.' || column > 0);
}

static void put_quoted_line(struct buf *out, str line) {
    static const char hex[] = "0123456789ABCDEF";
    size_t column = 0;
    for (size_t i = 0; i < line.len; i++) {
        unsigned char c = (unsigned char)line.at[i];
        bool as_it_is = stays(line, i, column);
        size_t width = as_it_is ? 1 : 3;
        if (column + width > LINE_MOST - 1) {
            buf_add(out, STR("=\r\n"));
            column = 0;
            as_it_is = stays(line, i, column);
            width = as_it_is ? 1 : 3;
        }
        char coded[3] = {'=', hex[c >> 4], hex[c & 15]};
        buf_add(out, as_it_is ? (str){&line.at[i], 1} : (str){coded, sizeof(coded)});
        column += width;
    }
    buf_add(out, STR("\r\n"));
}

/* With CR LF, and without other controls than tabs. */
static str canonical(struct buf *out, str text) {
    struct buf clean = {.mem = out->mem};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\n') {
            buf_add(&clean, STR("\r\n"));
        } else if (!is_control(c) || c == '\t') {
            buf_add(&clean, (str){&text.at[i], 1});
        }
    }
    return buf_str(&clean);
}

static void put_base64_lines(struct buf *out, str text) {
    str all = canonical(out, text);
    while (all.len) {
        str line = {all.at, all.len < BASE64_BYTES ? all.len : BASE64_BYTES};
        put_base64(out, line);
        buf_add(out, STR("\r\n"));
        all = str_skip(all, line.len);
    }
}

static void put_quoted_lines(struct buf *out, str text) {
    str all = canonical(out, text);
    str line;
    while (all.len && str_cut(&all, '\n', &line)) {
        put_quoted_line(out, str_ends(line, STR("\r")) ? (str){line.at, line.len - 1} : line);
    }
}

/* Three characters a byte, or four for three. */
static bool base64_is_shorter(str text) {
    size_t high = 0;
    for (size_t i = 0; i < text.len; i++) {
        high += (unsigned char)text.at[i] > 0x7E;
    }
    return high > text.len / 6;
}

static void put_type(struct buf *out, str type, str file) {
    struct buf full = {.mem = out->mem};
    buf_add(&full, type);
    buf_add(&full, STR("; charset=utf-8"));
    if (file.len) {
        buf_add(&full, STR("; name="));
        buf_add(&full, file);
    }
    mime_header(out, STR("Content-Type"), buf_str(&full));
}

static void put_disposition(struct buf *out, str file) {
    struct buf full = {.mem = out->mem};
    buf_add(&full, STR("attachment; filename="));
    buf_add(&full, file);
    mime_header(out, STR("Content-Disposition"), buf_str(&full));
}

void mime_file(struct buf *out, str type, str file, str text) {
    bool base64 = base64_is_shorter(text);
    put_type(out, type, file);
    if (file.len) {
        put_disposition(out, file);
    }
    mime_header(out, STR("Content-Transfer-Encoding"),
            base64 ? STR("base64") : STR("quoted-printable"));
    buf_add(out, STR("\r\n"));
    if (base64) {
        put_base64_lines(out, text);
    } else {
        put_quoted_lines(out, text);
    }
}

void mime_part(struct buf *out, str type, str text) {
    mime_file(out, type, (str){0}, text);
}

static bool is_alnum(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* RFC 5322, 3.2.3: dot-atom. */
static bool is_local(str s) {
    bool fine = s.len > 0 && s.len <= LOCAL_MOST && s.at[0] != '.' && s.at[s.len - 1] != '.' &&
                !str_has(s, STR(".."));
    for (size_t i = 0; fine && i < s.len; i++) {
        fine = is_alnum(s.at[i]) || (s.at[i] && strchr("!#$%&'*+-/=?^_`{|}~.", s.at[i]));
    }
    return fine;
}

static bool is_host(str s) {
    str label;
    bool fine = s.len > 0 && s.at[s.len - 1] != '.';
    while (fine && s.len && str_cut(&s, '.', &label)) {
        fine = label.len > 0 && label.len <= 63 && label.at[0] != '-' &&
               label.at[label.len - 1] != '-';
        for (size_t i = 0; fine && i < label.len; i++) {
            fine = is_alnum(label.at[i]) || label.at[i] == '-';
        }
    }
    return fine;
}

bool mime_is_mail(str mail) {
    str local = {0};
    str host = mail;
    bool has_host = mail.len <= MAIL_MOST && str_has(mail, STR("@")) && str_cut(&host, '@', &local);
    return has_host && is_local(local) && is_host(host);
}
