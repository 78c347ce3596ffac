#include "directory/column.h"

#include "base/buf.h"
#include "lang/codes.h"
#include "lang/date.h"
#include "lang/ecosystem.h"
#include "lang/plain.h"
#include "lang/say.h"
#include "lang/sector.h"

#include <string.h>
#include <sys/random.h>

static str *place_of(const struct column *f, void *thing) {
    return (str *)(void *)((char *)thing + f->place);
}

str column_get(const struct column *f, const void *thing) {
    return *(const str *)(const void *)((const char *)thing + f->place);
}

const struct column *column_named(const struct columns *all, str name) {
    for (size_t i = 0; i < all->count; i++) {
        if (str_eq(str_of(all->at[i].name), name)) {
            return &all->at[i];
        }
    }
    return NULL;
}

/* How many bytes end a line here: as different machines write it, and as Unicode does (U+0085,
 * U+2028, U+2029); 0 where none ends. */
static size_t line_end(str rest) {
    static const char *const ends[] = {
            "\r\n", "\r", "\n", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (str_starts(rest, str_of(ends[i]))) {
            return strlen(ends[i]);
        }
    }
    return 0;
}

/* Line ends as "\n"; tabs and line ends become blanks where the field is one line. */
static str tidy(struct arena *mem, str raw, bool lines) {
    struct buf out = {.mem = mem};
    raw = str_trim(raw);
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        bool may_end = c == '\r' || c == '\n' || c == '\xC2' || c == '\xE2';
        size_t ends = may_end ? line_end(str_skip(raw, i)) : 0;
        if (ends) {
            c = '\n';
            i += ends - 1;
        }
        if (!lines && (c == '\n' || c == '\t')) {
            c = ' ';
        }
        buf_add(&out, (str){&c, 1});
    }
    return buf_str(&out);
}

static str label_one(struct arena *mem, const struct column *f, str item) {
    return label_of(mem, f->set, item);
}

static str country_one(struct arena *mem, const struct column *f, str item) {
    (void)f;
    return country_of(mem, item);
}

static str language_one(struct arena *mem, const struct column *f, str item) {
    (void)f;
    return language_of(mem, item);
}

static str sector_one(struct arena *mem, const struct column *f, str item) {
    (void)f;
    return sector_of(mem, item);
}

static str ecosystem_one(struct arena *mem, const struct column *f, str item) {
    (void)f;
    return ecosystem_of(mem, item);
}

static str item_one(struct arena *mem, const struct column *f, str item) {
    (void)mem, (void)f;
    return item;
}

static bool is_separator(char c) {
    return c == ';' || c == '\n' || c == '|';
}

/* The next item of a list that people wrote; commas part items too where no item holds any. */
static bool cut_item(str *rest, bool commas, str *item) {
    if (!rest->at) {
        return false;
    }
    size_t end = 0;
    while (end < rest->len && !is_separator(rest->at[end]) && !(commas && rest->at[end] == ',')) {
        end++;
    }
    *item = str_trim((str){rest->at, end});
    *rest = end < rest->len ? str_skip(*rest, end + 1) : (str){0};
    return true;
}

static enum flaw take_list(struct arena *mem, const struct column *f, str raw, str *clean,
        str (*one)(struct arena *, const struct column *, str)) {
    struct buf out = {.mem = mem};
    enum flaw flaw = FLAW_NONE;
    str rest = raw;
    str item;
    while (cut_item(&rest, one != item_one && !str_has(raw, STR(";")), &item)) {
        str value = item.len ? one(mem, f, item) : (str){0};
        if (item.len && value.len == 0) {
            flaw = FLAW_UNKNOWN_WORD;
        } else if (value.len && !str_lists(buf_str(&out), value)) {
            buf_add(&out, out.len ? STR(";") : (str){0});
            buf_add(&out, value);
        }
    }
    *clean = flaw ? raw : buf_str(&out);
    return flaw;
}

static str level_one(struct arena *mem, const struct column *f, str item) {
    (void)f;
    str level = {0};
    str words = item;
    str word;
    while (str_cut(&words, ' ', &word)) {
        level = word;
    }
    str language = str_trim((str){item.at, item.len - level.len});
    str code = language_of(mem, language.len ? language : item);
    str known = language.len ? label_of(mem, LABEL_LEVEL, level) : (str){0};
    if (code.len == 0 || (language.len && known.len == 0)) {
        return (str){0};
    }
    struct buf out = {.mem = mem};
    buf_add(&out, code);
    buf_add(&out, known.len ? STR(" ") : (str){0});
    buf_add(&out, known);
    return buf_str(&out);
}

/* "54,9337" and "54.93370" are both 54.9337. */
static enum flaw take_decimal(struct arena *mem, str raw, str *clean) {
    char *z = arena_z(mem, raw);
    size_t dots = 0;
    size_t digits = 0;
    for (size_t i = 0; i < raw.len; i++) {
        if (z[i] == ',') {
            z[i] = '.';
        }
        dots += z[i] == '.';
        digits += z[i] >= '0' && z[i] <= '9';
        if (z[i] != '.' && (z[i] < '0' || z[i] > '9') && !(i == 0 && z[i] == '-')) {
            return FLAW_NOT_A_NUMBER;
        }
    }
    if (dots > 1 || digits == 0 || digits > 15) {
        return FLAW_NOT_A_NUMBER;
    }
    size_t len = raw.len;
    while (dots && len && z[len - 1] == '0') {
        len--;
    }
    len -= dots && len && z[len - 1] == '.';
    *clean = (str){z, len};
    return FLAW_NONE;
}

static enum flaw take_year(str raw) {
    int64_t year = 0;
    return str_num(raw, &year) && year >= 1000 && year <= 2200 ? FLAW_NONE : FLAW_NOT_A_YEAR;
}

static enum flaw take_web(struct arena *mem, str raw, str *clean) {
    bool http = str_starts(raw, STR("http://")) || str_starts(raw, STR("https://"));
    str host = http ? str_skip(raw, str_starts(raw, STR("https://")) ? 8 : 7) : raw;
    if (!str_has(host, STR(".")) || str_has(host, STR(" ")) || str_has(host, STR("@")) ||
            (!http && str_has(host, STR("://")))) {
        return FLAW_NOT_AN_ADDRESS;
    }
    if (!http) {
        struct buf out = {.mem = mem};
        buf_add(&out, STR("https://"));
        buf_add(&out, raw);
        *clean = buf_str(&out);
    }
    return FLAW_NONE;
}

static enum flaw take_mail(str raw) {
    const char *sign = memchr(raw.at, '@', raw.len);
    if (!sign || sign == raw.at || str_has(raw, STR(" ")) || str_has(raw, STR(",")) ||
            str_has(raw, STR(";"))) {
        return FLAW_NOT_A_MAIL;
    }
    str host = str_skip(raw, (size_t)(sign - raw.at) + 1);
    bool whole = host.len > 2 && str_has(host, STR(".")) && !str_has(host, STR("@"));
    return whole ? FLAW_NONE : FLAW_NOT_A_MAIL;
}

static enum flaw take_key(str raw) {
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            return FLAW_NOT_A_KEY;
        }
    }
    return FLAW_NONE;
}

static enum flaw known_or(str value, enum flaw flaw, str *clean) {
    *clean = value.len ? value : *clean;
    return value.len ? FLAW_NONE : flaw;
}

static enum flaw or_flaw(enum flaw found, enum flaw named) {
    return found ? named : FLAW_NONE;
}

static enum flaw take_kind(struct arena *mem, const struct column *f, str raw, str *clean) {
    switch (f->kind) {
    case COLUMN_LINE:
    case COLUMN_TEXT: return FLAW_NONE;
    case COLUMN_KEY: return take_key(raw);
    case COLUMN_LABEL: return known_or(label_of(mem, f->set, raw), FLAW_UNKNOWN_WORD, clean);
    case COLUMN_LABELS: return take_list(mem, f, raw, clean, label_one);
    case COLUMN_COUNTRY: return known_or(country_of(mem, raw), FLAW_UNKNOWN_COUNTRY, clean);
    case COLUMN_COUNTRIES:
        return or_flaw(take_list(mem, f, raw, clean, country_one), FLAW_UNKNOWN_COUNTRY);
    case COLUMN_REGION: return known_or(region_of(mem, (str){0}, raw), FLAW_UNKNOWN_REGION, clean);
    case COLUMN_LANGUAGE: {
        enum tongue spoken;
        str code = language_of(mem, raw);
        return known_or(tongue_of(code, &spoken) ? code : (str){0}, FLAW_UNKNOWN_LANGUAGE, clean);
    }
    case COLUMN_LANGUAGES:
        return or_flaw(take_list(mem, f, raw, clean, language_one), FLAW_UNKNOWN_LANGUAGE);
    case COLUMN_LEVELS:
        return or_flaw(take_list(mem, f, raw, clean, level_one), FLAW_UNKNOWN_LANGUAGE);
    case COLUMN_SECTORS:
        return or_flaw(take_list(mem, f, raw, clean, sector_one), FLAW_UNKNOWN_SECTOR);
    case COLUMN_ECOSYSTEMS: return take_list(mem, f, raw, clean, ecosystem_one);
    case COLUMN_ITEMS: return take_list(mem, f, raw, clean, item_one);
    case COLUMN_DAY: return known_or(date_parse_human(mem, raw), FLAW_NOT_A_DAY, clean);
    case COLUMN_DECIMAL: return take_decimal(mem, raw, clean);
    case COLUMN_YEAR: return take_year(raw);
    case COLUMN_WEB: return take_web(mem, raw, clean);
    case COLUMN_MAIL: return take_mail(raw);
    }
    return FLAW_NONE;
}

enum flaw column_take(struct arena *mem, const struct column *f, void *thing, str raw) {
    bool lines = f->kind == COLUMN_TEXT || f->kind == COLUMN_ITEMS;
    str clean = tidy(mem, raw, lines);
    clean = lines ? plain_composed(mem, clean) : str_trim(plain_name(mem, clean));
    str *place = place_of(f, thing);
    *place = clean;
    if (clean.len == 0) {
        return f->needed ? FLAW_EMPTY : FLAW_NONE;
    }
    if (clean.len > f->most && f->kind != COLUMN_LABEL && f->kind != COLUMN_COUNTRY &&
            f->kind != COLUMN_LANGUAGE && f->kind != COLUMN_REGION && f->kind != COLUMN_DAY) {
        return FLAW_TOO_LONG;
    }
    if (!plain_is(clean)) {
        return FLAW_CONTROL;
    }
    return take_kind(mem, f, clean, place);
}

void flaw_add(struct flaws *all, const char *field, enum flaw flaw) {
    if (flaw && all->count < FLAWS_MOST) {
        all->at[all->count].field = field;
        all->at[all->count++].flaw = flaw;
    }
}

enum flaw flaw_of(const struct flaws *all, const char *field) {
    for (size_t i = 0; i < all->count; i++) {
        if (strcmp(all->at[i].field, field) == 0) {
            return all->at[i].flaw;
        }
    }
    return FLAW_NONE;
}

static const char *const flaw_words[FLAW_COUNT] = {
        [FLAW_NONE] = "",
        [FLAW_EMPTY] = say_word("This is missing. Fill it in."),
        [FLAW_TOO_LONG] = say_word("This is too long. Shorten it."),
        [FLAW_CONTROL] = say_word("This holds invisible control characters. Type it again."),
        [FLAW_UNKNOWN_WORD] = say_word("This is not one of the choices. Choose one of them."),
        [FLAW_UNKNOWN_COUNTRY] = say_word(
                "No country has this name. Write its name or its two letters, such as DK."),
        [FLAW_UNKNOWN_REGION] = say_word("No region has this name. Write its code, such as DK-83."),
        [FLAW_UNKNOWN_LANGUAGE] =
                say_word("This language is not known. Write its name or its code, such as da."),
        [FLAW_UNKNOWN_SECTOR] =
                say_word("No sector has this code. Write a NACE code, such as 24.42."),
        [FLAW_NOT_A_DAY] = say_word("This is not a date. Write it like 2027-06-30."),
        [FLAW_DAY_TURNED] = say_word("This day lies before the first one. Correct one of them."),
        [FLAW_DAY_PAST] = say_word("The date lies in the past. Choose a day from today on."),
        [FLAW_NOT_A_NUMBER] = say_word("This is not a number. Write it like 4.5."),
        [FLAW_NOT_A_YEAR] = say_word("This is not a year. Write four digits, such as 1998."),
        [FLAW_NOT_AN_ADDRESS] =
                say_word("This is not a web address. Write it like https://example.org."),
        [FLAW_NOT_A_MAIL] =
                say_word("This is not an e-mail address. Write it like name@example.org."),
        [FLAW_NOT_A_KEY] =
                say_word("Use only small letters a to z, digits and hyphens, such as alu-nord."),
        [FLAW_UNKNOWN_OBJECT] = say_word("Nothing with this name is stored. Import that first."),
};

str flaw_text(struct work *w, enum flaw flaw) {
    return flaw ? say_key(w, flaw_words[flaw]) : (str){0};
}

str key_new(struct arena *mem) {
    static const char signs[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32: a byte picks evenly */
    unsigned char random[10] = {0};
    char *key = arena_new(mem, char, sizeof(random));
    while (getrandom(random, sizeof(random), 0) != (ssize_t)sizeof(random)) {
    }
    for (size_t i = 0; i < sizeof(random); i++) {
        key[i] = signs[random[i] % 32];
    }
    return (str){key, sizeof(random)};
}
