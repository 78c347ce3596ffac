#include "lang/sector.h"

#include "lang/fold.h"
#include "lang/names.h"

enum { CODE_MOST = 4, DIVISION_LENGTH = 2 };

bool sector_known(str code) {
    return names_row(&sector_names, code) != NULL;
}

str sector_name(enum tongue t, str code) {
    return names_name(&sector_names, t, code);
}

str sector_parent(str code) {
    const struct name_row *row = names_row(&sector_names, code);
    return row ? names_text(&sector_names, row->parent) : STR("");
}

bool sector_within(str code, str wider) {
    for (; code.len; code = sector_parent(code)) {
        if (str_eq(code, wider)) {
            return true;
        }
    }
    return false;
}

struct code_names sector_list(struct work *w, enum sector_level level, str under) {
    struct code_name *at = arena_new(w->mem, struct code_name, sector_names.count);
    size_t count = 0;
    for (size_t i = 0; i < sector_names.count; i++) {
        const struct name_row *row = &sector_names.rows[i];
        str code = names_text(&sector_names, row->code);
        if (row->level == level && (under.len == 0 || sector_within(code, under))) {
            at[count].code = code;
            at[count++].name = names_text(&sector_names, row->names[w->tongue]);
        }
    }
    return (struct code_names){at, count};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* "C24.42", "24.42" and "2442" as "24.42"; empty if the text is no such code. */
static str dotted(struct arena *mem, str text) {
    char code[CODE_MOST + 2] = {0};
    size_t digits = 0;
    size_t start = text.len && !is_digit(text.at[0]) ? 1 : 0;
    for (size_t i = start; i < text.len; i++) {
        if (text.at[i] == '.') {
            continue;
        }
        if (!is_digit(text.at[i]) || digits == CODE_MOST) {
            return STR("");
        }
        code[digits < DIVISION_LENGTH ? digits : digits + 1] = text.at[i];
        digits++;
    }
    if (digits <= DIVISION_LENGTH) {
        return arena_copy(mem, (str){code, digits});
    }
    code[DIVISION_LENGTH] = '.';
    return arena_copy(mem, (str){code, digits + 1});
}

/* Whether the letter before the digits, if there is one, is the section they are in. */
static bool suits_section(str text, str code) {
    static const char sections[] = "ABCDEFGHIJKLMNOPQRSTUV";
    char letter = text.at[0];
    if (is_digit(letter)) {
        return true;
    }
    bool small = letter >= 'a' && letter <= 'v';
    return sector_within(code, small ? (str){&sections[letter - 'a'], 1} : (str){text.at, 1});
}

str sector_of(struct arena *mem, str text) {
    str trimmed = str_trim(text);
    str code = dotted(mem, trimmed);
    if (code.len) {
        return sector_known(code) && suits_section(trimmed, code) ? code : STR("");
    }
    return names_code(&sector_names, fold_name(mem, trimmed));
}
