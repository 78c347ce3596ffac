#include "wire/xlsx_value.h"

#include "base/buf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_BYTES_MOST = 64, DAY_SECONDS = 86400, DIGITS_MOST = 15, PADDED_MOST = 15 };

static const double last_day = 2958466; /* the day after 9999-12-31 */

struct style style_built_in(int64_t id) {
    bool date =
            (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id == 36;
    bool time = (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47);
    if (date) {
        return (struct style){.kind = STYLE_DATE};
    }
    if (time) {
        return (struct style){.kind = STYLE_TIME};
    }
    return (struct style){.kind = id == 22 ? STYLE_MOMENT : STYLE_PLAIN};
}

static bool only_zeros(str code) {
    size_t zeros = 0;
    while (zeros < code.len && code.at[zeros] == '0') {
        zeros++;
    }
    return zeros > 1 && zeros <= PADDED_MOST && zeros == code.len;
}

/* The length of what stands at the front of a format but is no placeholder. */
static size_t literal_length(str code) {
    char first = code.at[0];
    if (first == '\\' || first == '_' || first == '*') {
        return 2;
    }
    if (first == '"' || first == '[') {
        const char *end = memchr(code.at + 1, first == '[' ? ']' : '"', code.len - 1);
        return end ? (size_t)(end - code.at) + 1 : code.len;
    }
    return str_starts(code, STR("AM/PM")) ? 5 : 0;
}

struct letters {
    bool day, month, clock;
};

static char lower(char c) {
    static const char small[] = "abcdefghijklmnopqrstuvwxyz";
    if (c >= 'A' && c <= 'Z') {
        return small[c - 'A'];
    }
    return c;
}

static void note_letter(struct letters *seen, char c) {
    switch (lower(c)) {
    case 'y':
    case 'd': seen->day = true; break;
    case 'm': seen->month = true; break; /* or minutes, where there are hours or seconds */
    case 'h':
    case 's': seen->clock = true; break;
    default: break;
    }
}

/* Hours beyond the day, as in "[h]:mm"; a colour or a country also stands in brackets. */
static bool is_elapsed(str literal) {
    return literal.len > 2 && literal.len < 5 && literal.at[0] == '[' &&
           str_has(STR("hms"), (str){(char[]){lower(literal.at[1])}, 1});
}

static enum style_kind kind_of(const struct letters *seen) {
    if (seen->clock) {
        return seen->day ? STYLE_MOMENT : STYLE_TIME;
    }
    return seen->day || seen->month ? STYLE_DATE : STYLE_PLAIN;
}

struct style style_of_format(str code) {
    struct letters seen = {0};
    if (only_zeros(code)) {
        return (struct style){STYLE_PADDED, code.len};
    }
    while (code.len && code.at[0] != ';') {
        size_t literal = literal_length(code);
        if (literal == 0) {
            note_letter(&seen, code.at[0]);
        } else if (is_elapsed((str){code.at, literal < code.len ? literal : code.len})) {
            seen.clock = true;
        }
        code = str_skip(code, literal ? literal : 1);
    }
    return (struct style){.kind = kind_of(&seen)};
}

static void put_clock(struct buf *out, int64_t seconds) {
    char clock[32];
    int len = snprintf(
            clock, sizeof(clock), "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
    buf_add(out, (str){clock, (size_t)len});
    if (seconds % 60) {
        len = snprintf(clock, sizeof(clock), ":%02d", (int)(seconds % 60));
        buf_add(out, (str){clock, (size_t)len});
    }
}

/* Days since 0000-03-01 as a date; years begin in March, so that leap days come last. */
static void put_civil(struct buf *out, int64_t days) {
    int64_t era = days / 146097;
    int64_t day = days % 146097;
    int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int64_t in_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * in_year + 2) / 153;
    int64_t in_month = in_year - (153 * month + 2) / 5 + 1;
    bool next_year = month >= 10;
    char date[32];
    int len = snprintf(date, sizeof(date), "%04d-%02d-%02d", (int)(year + era * 400 + next_year),
            (int)(next_year ? month - 9 : month + 3), (int)in_month);
    buf_add(out, (str){date, (size_t)len});
}

/* Day 60 of the 1900 calendar is a 29 February that never was; days after it count one more. */
static void put_date(struct buf *out, int64_t serial, bool from_1904) {
    enum { MARCH_0000_TO_1904 = 695361, MARCH_0000_TO_1900 = 693899 };
    if (from_1904) {
        put_civil(out, serial + MARCH_0000_TO_1904);
    } else if (serial == 60) {
        buf_add(out, STR("1900-02-29"));
    } else {
        put_civil(out, serial + MARCH_0000_TO_1900 + (serial < 60));
    }
}

static str date_text(struct arena *mem, double value, struct style style, bool from_1904) {
    struct buf out = {.mem = mem};
    int64_t seconds = llround(value * DAY_SECONDS);
    int64_t serial = seconds / DAY_SECONDS;
    if (style.kind == STYLE_TIME) {
        put_clock(&out, seconds);
        return buf_str(&out);
    }
    put_date(&out, serial, from_1904);
    if (style.kind == STYLE_MOMENT && seconds % DAY_SECONDS) {
        buf_add(&out, STR("T"));
        put_clock(&out, seconds % DAY_SECONDS);
    }
    return buf_str(&out);
}

/* Fifteen digits are what a spreadsheet keeps; zeros at their end say nothing. */
static str plain_text(struct arena *mem, double value) {
    char coded[32]; /* d.dddddddddddddde+xx */
    (void)snprintf(coded, sizeof(coded), "%.*e", DIGITS_MOST - 1, fabs(value));
    long power = strtol(strchr(coded, 'e') + 1, NULL, 10);
    struct buf out = {.mem = mem};
    if (power < -9 || power > 20) {
        char wide[32];
        int len = snprintf(wide, sizeof(wide), "%.*g", DIGITS_MOST, value);
        buf_add(&out, (str){wide, (size_t)len});
        return arena_copy(mem, buf_str(&out));
    }
    coded[1] = coded[0]; /* the digits, now without the point between them */
    str digits = {coded + 1, DIGITS_MOST};
    while (digits.len > 1 && digits.at[digits.len - 1] == '0') {
        digits.len--;
    }
    buf_add(&out, value < 0 ? STR("-") : (str){0});
    buf_add(&out, power < 0 ? STR("0.") : (str){0});
    for (long zeros = power + 1; zeros < 0; zeros++) {
        buf_add(&out, STR("0"));
    }
    for (long i = 0; i < (long)digits.len || i <= power; i++) {
        buf_add(&out, i == power + 1 && power >= 0 ? STR(".") : (str){0});
        buf_add(&out, i < (long)digits.len ? (str){digits.at + i, 1} : STR("0"));
    }
    return buf_str(&out);
}

static str padded_text(struct arena *mem, double value, size_t digits) {
    char room[NUMBER_BYTES_MOST];
    int len = snprintf(room, sizeof(room), "%0*.0f", (int)digits, value);
    return arena_copy(mem, (str){room, (size_t)len});
}

static bool is_of_number(char c) {
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == 'e' || c == 'E';
}

static bool is_number(struct arena *mem, str text, double *value) {
    if (text.len == 0 || text.len > NUMBER_BYTES_MOST) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!is_of_number(text.at[i])) {
            return false;
        }
    }
    char *end = NULL;
    char *z = arena_z(mem, text);
    *value = strtod(z, &end);
    return end == z + text.len && isfinite(*value);
}

str value_text(struct arena *mem, str number, struct style style, bool from_1904) {
    double value = 0;
    number = str_trim(number);
    if (!is_number(mem, number, &value)) {
        return number;
    }
    switch (style.kind) {
    case STYLE_PADDED:
        if (value >= 0 && value < 1e15) {
            return padded_text(mem, value, style.digits);
        }
        break;
    case STYLE_DATE:
    case STYLE_MOMENT:
        if (value >= (from_1904 ? 0 : 1) && value < last_day - (from_1904 ? 1462 : 0)) {
            return date_text(mem, value, style, from_1904);
        }
        break;
    case STYLE_TIME:
        if (value >= 0 && value < last_day) {
            return date_text(mem, value, style, from_1904);
        }
        break;
    case STYLE_PLAIN: break;
    }
    return plain_text(mem, value);
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char low = lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* The code in "_x000D_" at the front; negative if there is none. */
static int escaped_code(str s) {
    if (s.len < 7 || !str_starts(s, STR("_x")) || s.at[6] != '_') {
        return -1;
    }
    int code = 0;
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(s.at[i]);
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

str value_unescaped(struct arena *mem, str text) {
    if (!str_has(text, STR("_x"))) {
        return text;
    }
    char *plain = arena_new(mem, char, text.len);
    size_t len = 0;
    while (text.len) {
        int code = escaped_code(text);
        bool known = code > 0 && code < 0x80; /* nothing else needs escaping */
        plain[len] = text.at[0];
        if (known) {
            plain[len] = (char)code;
        }
        len++;
        text = str_skip(text, known ? 7 : 1);
    }
    return (str){plain, len};
}
