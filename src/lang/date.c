#include "lang/date.h"

#include "lang/fold.h"

#include <stdio.h>
#include <string.h>

enum { DAY_SECONDS = 86400, PARTS = 3, MONTHS = 12, ISO_LENGTH = 10 };

struct day {
    int64_t year;
    int64_t month;
    int64_t day;
};

static bool is_leap(int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool day_exists(struct day d) {
    static const int lengths[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (d.year < 1 || d.year > 9999 || d.month < 1 || d.month > MONTHS || d.day < 1) {
        return false;
    }
    return d.day <= lengths[d.month - 1] + (d.month == 2 && is_leap(d.year) ? 1 : 0);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int64_t digits_at(str s, size_t from, size_t count) {
    int64_t value = 0;
    for (size_t i = from; i < from + count; i++) {
        value = value * 10 + (s.at[i] - '0');
    }
    return value;
}

static struct day day_split(str iso) {
    return (struct day){digits_at(iso, 0, 4), digits_at(iso, 5, 2), digits_at(iso, 8, 2)};
}

bool date_valid(str iso) {
    if (iso.len != ISO_LENGTH) {
        return false;
    }
    for (size_t i = 0; i < iso.len; i++) {
        if (i == 4 || i == 7 ? iso.at[i] != '-' : !is_digit(iso.at[i])) {
            return false;
        }
    }
    return day_exists(day_split(iso));
}

/* Days since 1970, counted from 1 March so that the leap day comes last in its year. */
static int64_t days_since_1970(struct day d) {
    int64_t year = d.month > 2 ? d.year : d.year - 1;
    int64_t month = d.month > 2 ? d.month - 3 : d.month + 9;
    int64_t before = year * 365 + year / 4 - year / 100 + year / 400;
    return before + (month * 153 + 2) / 5 + d.day - 1 - 719468;
}

int64_t date_seconds(str iso) {
    return date_valid(iso) ? days_since_1970(day_split(iso)) * DAY_SECONDS : 0;
}

static str day_text(struct arena *mem, struct day d) {
    char text[64];
    int len = snprintf(text, sizeof(text), "%04d-%02d-%02d", (int)d.year, (int)d.month, (int)d.day);
    return arena_copy(mem, (str){text, (size_t)len});
}

str date_of(struct arena *mem, int64_t seconds) {
    int64_t days = seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0 ? 1 : 0);
    struct day d = {.year = 1970 + days / 366, .month = 1, .day = 1};
    if (days < 0) {
        d.year = 1970 + days / 365 - 1;
    }
    while (days_since_1970((struct day){d.year + 1, 1, 1}) <= days) {
        d.year++;
    }
    while (d.month < MONTHS && days_since_1970((struct day){d.year, d.month + 1, 1}) <= days) {
        d.month++;
    }
    d.day = days - days_since_1970(d) + 1;
    return day_text(mem, d);
}

/* How months begin, folded, in the seven languages. */
static const char *const months[MONTHS] = {"jan", "feb fev", "mar", "apr avr", "may maj mai",
        "jun juin", "jul juil", "aug aou", "sep", "oct okt", "nov", "dec dez des"};

static bool begins_with_any(str word, str heads) {
    for (str head; str_cut(&heads, ' ', &head);) {
        if (str_starts(word, head)) {
            return true;
        }
    }
    return false;
}

/* 1 to 12; 0 if the word is no month. */
static int64_t month_named(struct arena *mem, str word) {
    str folded = fold_name(mem, word);
    for (int64_t month = 1; month <= MONTHS; month++) {
        if (begins_with_any(folded, str_of(months[month - 1]))) {
            return month;
        }
    }
    return 0;
}

/* The separators between the parts: marks, blanks and 年 月 日. */
static size_t separator_length(str s) {
    static const char *const marks[] = {".", "/", "-", " ", ",", "年", "月", "日"};
    for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
        if (str_starts(s, str_of(marks[i]))) {
            return strlen(marks[i]);
        }
    }
    return 0;
}

/* The next part of a written date; false at its end. */
static bool part_cut(str *rest, str *part) {
    size_t gap;
    while (rest->len && (gap = separator_length(*rest))) {
        *rest = str_skip(*rest, gap);
    }
    *part = (str){rest->at, 0};
    while (rest->len && !separator_length(*rest)) {
        *rest = str_skip(*rest, 1);
        part->len++;
    }
    return part->len > 0;
}

static bool part_value(struct arena *mem, str part, int64_t *value, bool *named) {
    *named = false;
    if (is_digit(part.at[0])) {
        return part.len <= 4 && str_num(part, value);
    }
    *value = month_named(mem, part);
    *named = *value > 0;
    return *named;
}

static struct day day_arrange(const int64_t part[PARTS], size_t name_at, bool year_first) {
    if (year_first) {
        return (struct day){part[0], part[1], part[2]};
    }
    if (name_at == 0) { /* June 30, 2027 */
        return (struct day){part[2], part[0], part[1]};
    }
    return (struct day){part[2], part[1], part[0]};
}

str date_parse_human(struct arena *mem, str text) {
    str rest = str_trim(text);
    int64_t value[PARTS] = {0};
    size_t name_at = PARTS;
    bool year_first = false;
    size_t count = 0;
    for (str part; part_cut(&rest, &part); count++) {
        bool named;
        if (count == PARTS || !part_value(mem, part, &value[count], &named)) {
            return STR("");
        }
        name_at = named ? count : name_at;
        year_first = year_first || (count == 0 && part.len == 4 && !named);
    }
    struct day d = day_arrange(value, name_at, year_first);
    return count == PARTS && d.year > 99 && day_exists(d) ? day_text(mem, d) : STR("");
}
