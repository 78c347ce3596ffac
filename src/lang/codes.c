#include "lang/codes.h"

#include "base/buf.h"
#include "lang/fold.h"
#include "lang/names.h"

enum { COUNTRY_LENGTH = 2 };

bool country_known(str code) {
    return names_row(&country_names, code) != NULL;
}

str country_name(enum tongue t, str code) {
    return names_name(&country_names, t, code);
}

str country_of(struct arena *mem, str text) {
    return names_code(&country_names, fold_name(mem, text));
}

bool region_known(str code) {
    return names_row(&region_names, code) != NULL;
}

str region_name(enum tongue t, str code) {
    return names_name(&region_names, t, code);
}

str region_within(str code) {
    const struct name_row *row = names_row(&region_names, code);
    str parent = row ? names_text(&region_names, row->parent) : STR("");
    return parent.len || !row ? parent : (str){code.at, COUNTRY_LENGTH};
}

/* What people put before or after the name of a region, folded. */
static str without_kind(str folded) {
    static const char *const before[] = {"region ", "land ", "freistaat ", "county of "};
    static const char *const after[] = {" county", " lan", " fylke", " province", " region"};
    for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
        if (str_starts(folded, str_of(before[i]))) {
            return str_skip(folded, str_of(before[i]).len);
        }
    }
    for (size_t i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
        if (str_ends(folded, str_of(after[i]))) {
            return (str){folded.at, folded.len - str_of(after[i]).len};
        }
    }
    return folded;
}

static str region_named(struct arena *mem, str country, str folded) {
    struct buf key = {.mem = mem};
    buf_add(&key, fold_name(mem, country));
    buf_add(&key, STR(" "));
    buf_add(&key, folded);
    return names_code(&region_names, buf_str(&key));
}

str region_of(struct arena *mem, str country, str text) {
    str folded = fold_name(mem, text);
    str found = region_named(mem, country, folded);
    if (found.len == 0) {
        found = region_named(mem, country, without_kind(folded));
    }
    return found;
}

bool language_known(str code) {
    return names_row(&language_names, code) != NULL;
}

str language_name(enum tongue t, str code) {
    return names_name(&language_names, t, code);
}

str language_of(struct arena *mem, str text) {
    return names_code(&language_names, fold_name(mem, text));
}

bool currency_known(str code) {
    return names_row(&currency_names, code) != NULL;
}

str currency_name(enum tongue t, str code) {
    return names_name(&currency_names, t, code);
}

str currency_of(struct arena *mem, str text) {
    return names_code(&currency_names, fold_name(mem, str_eq(text, STR("€")) ? STR("EUR") : text));
}

static struct code_name code_name(const struct names *n, size_t row, enum tongue t) {
    return (struct code_name){
            names_text(n, n->rows[row].code), names_text(n, n->rows[row].names[t])};
}

static struct code_names all(struct work *w, const struct names *n) {
    struct code_name *at = arena_new(w->mem, struct code_name, n->count);
    for (size_t i = 0; i < n->count; i++) {
        at[i] = code_name(n, n->order[w->tongue][i], w->tongue);
    }
    return (struct code_names){at, n->count};
}

struct code_names country_list(struct work *w) {
    return all(w, &country_names);
}

struct code_names language_list(struct work *w) {
    return all(w, &language_names);
}

struct code_names currency_list(struct work *w) {
    return all(w, &currency_names);
}

/* The first region whose code is not below the text; the order of readers keeps countries
 * together and in the same places. */
static size_t first_region(str least) {
    size_t low = 0;
    size_t high = region_names.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        bool below =
                str_order(names_text(&region_names, region_names.rows[middle].code), least) < 0;
        low = below ? middle + 1 : low;
        high = below ? high : middle;
    }
    return low;
}

struct code_names region_list(struct work *w, str within) {
    str country = {within.at, within.len < COUNTRY_LENGTH ? within.len : COUNTRY_LENGTH};
    str parent = within.len > COUNTRY_LENGTH ? within : STR("");
    size_t first = first_region(country);
    size_t end = first;
    while (end < region_names.count && country.len &&
            str_starts(names_text(&region_names, region_names.rows[end].code), country)) {
        end++;
    }
    struct code_name *at = arena_new(w->mem, struct code_name, end - first + 1);
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        size_t row = region_names.order[w->tongue][i];
        if (str_eq(names_text(&region_names, region_names.rows[row].parent), parent)) {
            at[count++] = code_name(&region_names, row, w->tongue);
        }
    }
    return (struct code_names){at, count};
}
