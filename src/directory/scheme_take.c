#include "directory/scheme_take.h"

#include "base/buf.h"
#include "directory/scheme_columns.h"
#include "lang/say.h"
#include "wire/table.h"

#include <string.h>

enum { HEAD_LINES_MOST = 20, CPV_DIGITS = 8, CPV_DIVISION = 2 };

bool scheme_kind_of(str word, enum scheme_kind *kind) {
    static const str words[] = {{"skos", 4}, {"cpv", 3}, {"esco", 4}, {"table", 5}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (str_eq(words[i], word)) {
            *kind = (enum scheme_kind)(SCHEME_SKOS + i);
            return true;
        }
    }
    return false;
}

/* "occupations_de.csv" is German. */
static enum tongue tongue_of_name(str file_name) {
    enum tongue t = TONGUE_COUNT;
    for (size_t at = file_name.len; at-- > 0;) {
        if (file_name.at[at] == '.') {
            file_name.len = at;
        } else if (file_name.at[at] == '_' || file_name.at[at] == '-') {
            str tag = str_skip(file_name, at + 1);
            return tag.len == 2 && skos_tongue(tag, &t) ? t : TONGUE_COUNT;
        }
    }
    return t;
}

/* One table being read. */
struct taking {
    struct skos *into;
    struct scheme_head head;
    bool cpv;
    size_t line;
};

static bool is_cpv(str code) {
    bool digits =
            code.len == CPV_DIGITS || (code.len == CPV_DIGITS + 2 && code.at[CPV_DIGITS] == '-');
    for (size_t i = 0; i < CPV_DIGITS && digits; i++) {
        digits = code.at[i] >= '0' && code.at[i] <= '9';
    }
    return digits;
}

static str cell_of(const struct taking *t, const struct cells *row, enum scheme_role role) {
    for (size_t i = 0; i < row->count && i < t->head.count; i++) {
        if (t->head.role[i] == role && str_trim(row->at[i]).len) {
            return str_trim(row->at[i]);
        }
    }
    return (str){0};
}

/* Without the check digit: "03000000-1" is 03000000. */
static str code_of(const struct taking *t, str cell) {
    return t->cpv && is_cpv(cell) ? str_cap(cell, CPV_DIGITS) : cell;
}

/* Of further labels each stands on a line of its own. */
static void take_cell(struct taking *t, str cell, size_t column, struct skos_concept *c) {
    bool others = t->head.role[column] == ROLE_OTHERS;
    struct skos_label label = {cell, t->head.tongue[column], !others};
    while (others && cell.len && str_cut(&cell, '\n', &label.text)) {
        skos_label(t->into, c, label);
    }
    if (!others) {
        skos_label(t->into, c, label);
    }
}

static void take_labels(struct taking *t, const struct cells *row, struct skos_concept *c) {
    for (size_t i = 0; i < row->count && i < t->head.count; i++) {
        if (t->head.role[i] == ROLE_LABEL || t->head.role[i] == ROLE_OTHERS) {
            take_cell(t, row->at[i], i, c);
        }
    }
}

static void take_row(struct taking *t, const struct cells *row) {
    struct skos *s = t->into;
    str code = code_of(t, cell_of(t, row, ROLE_CODE));
    str name = t->head.named ? cell_of(t, row, ROLE_NAME) : code;
    str broader = code_of(t, cell_of(t, row, ROLE_BROADER));
    if (row->flaw != CELLS_FINE) {
        skos_fail(s, SKOS_LABEL_TOO_LONG, t->line);
    }
    if (name.len == 0) {
        skos_fail(s, SKOS_NO_CODE, t->line);
    }
    struct skos_concept *c = skos_concept(s, name);
    if (!c || broader.len > SKOS_NAME_BYTES_MOST || code.len > SKOS_NAME_BYTES_MOST) {
        skos_fail(s, SKOS_NAME_TOO_LONG, t->line);
        return;
    }
    c->declared = true;
    c->notation = c->notation.len || !t->head.named ? c->notation : arena_copy(s->mem, code);
    c->broader = c->broader.len ? c->broader : arena_copy(s->mem, broader);
    take_labels(t, row, c);
}

/* Titles may stand above the row that names the columns. */
static bool find_head(
        struct taking *t, struct table *table, str file_name, const struct scheme_wish *wish) {
    struct cells row = {0};
    for (int i = 0; i < HEAD_LINES_MOST && table_row(table, &row); i++) {
        t->head = scheme_head_of(&row, wish, tongue_of_name(file_name));
        bool whose = t->head.named || t->head.coded;
        if (whose && (t->head.labelled || t->head.linked)) {
            return true;
        }
    }
    return false;
}

static enum skos_flaw flaw_of(const struct table *table) {
    switch (table->broken) {
    case TABLE_FINE: return table->bad ? SKOS_ENCODING : SKOS_FINE;
    case TABLE_EMPTY: return SKOS_NOTHING;
    case TABLE_TOO_LARGE: return SKOS_TOO_MANY;
    case TABLE_NOT_A_TABLE:
    case TABLE_OPEN_QUOTE:
    case TABLE_DAMAGED:
    case TABLE_PROTECTED:
    case TABLE_OLD_FORMAT: break;
    }
    return SKOS_SYNTAX;
}

static void take_table(struct skos *s, str file_name, str bytes, const struct scheme_wish *wish) {
    struct arena scratch = {0};
    struct cells row = {0};
    struct taking t = {.into = s};
    struct table table = table_open(&scratch, bytes, (struct table_wish){0});
    bool head = find_head(&t, &table, file_name, wish);
    struct arena_mark clean = arena_mark(&scratch);
    while (head && s->flaw == SKOS_FINE && table_row(&table, &row)) {
        t.line = table.line;
        if (!cells_blank(&row)) {
            str code = cell_of(&t, &row, ROLE_CODE);
            t.cpv = wish->kind == SCHEME_CPV || (wish->kind == SCHEME_GUESSED && is_cpv(code));
            take_row(&t, &row);
            s->line = s->flaw != SKOS_FINE && s->line == 0 ? t.line : s->line;
        }
        arena_rewind(&scratch, clean);
    }
    if (flaw_of(&table) != SKOS_FINE) {
        skos_fail(s, flaw_of(&table), table.line);
    } else if (!head) {
        skos_fail(s, SKOS_NO_COLUMNS, 0);
    }
    table_close(&table);
    arena_free(&scratch);
}

/* The digits of a code say it: 44316500 lies in 44316000, in 44310000, in 44300000. */
static void link_cpv(struct skos *s) {
    for (size_t i = 0; i < s->count; i++) {
        struct skos_concept *c = &s->at[i];
        char digits[CPV_DIGITS];
        if (c->name.len != CPV_DIGITS || !is_cpv(c->name) || c->broader.len) {
            continue;
        }
        memcpy(digits, c->name.at, sizeof(digits));
        for (size_t at = CPV_DIGITS; at-- > CPV_DIVISION && c->broader.len == 0;) {
            str wider = {digits, sizeof(digits)};
            bool same = digits[at] == '0';
            digits[at] = '0';
            uint32_t place = 0;
            if (!same && skos_find(s, wider, &place)) {
                c->broader = s->at[place].name;
            }
        }
    }
}

bool scheme_take(struct skos *s, str file_name, str bytes, const struct scheme_wish *wish) {
    bool skos =
            wish->kind == SCHEME_SKOS || (wish->kind == SCHEME_GUESSED && skos_looks_like(bytes));
    if (skos) {
        return skos_read(s, bytes);
    }
    take_table(s, file_name, bytes, wish);
    if (s->flaw == SKOS_FINE && wish->kind != SCHEME_TABLE && wish->kind != SCHEME_ESCO) {
        link_cpv(s);
    }
    return s->flaw == SKOS_FINE;
}

static str flaw_sentence(struct work *w, const struct skos *s) {
    switch (s->flaw) {
    case SKOS_FINE: break;
    case SKOS_ENCODING:
        return say(w, "The file holds characters that cannot be read. Save it as UTF-8.");
    case SKOS_SYNTAX: return say(w, "The file is damaged, or of a form that is not known.");
    case SKOS_DOCTYPE:
        return say(w, "The file begins with a document type of its own. Save it without.");
    case SKOS_DEEP: return say(w, "Too many brackets stand within brackets.");
    case SKOS_TOO_MANY: return say(w, "The file holds more than can be taken in.");
    case SKOS_LABEL_TOO_LONG:
        return say(w, "A label is longer than {} characters.", num(SKOS_LABEL_BYTES_MOST));
    case SKOS_NAME_TOO_LONG: return say(w, "A code or an address is too long.");
    case SKOS_NOTHING: return say(w, "No concept with a label in one of our languages is in it.");
    case SKOS_NO_COLUMNS: return say(w, "No row names a column with codes and one with labels.");
    case SKOS_NO_CODE: return say(w, "A row has no code.");
    case SKOS_CIRCLE:
        return say(w, "The broader concepts of “{}” lead back to itself.", txt(s->about));
    }
    return (str){0};
}

str scheme_flaw_text(struct work *w, const struct skos *s) {
    str what = flaw_sentence(w, s);
    return s->line ? say(w, "Line {}: {}", num((int64_t)s->line), txt(what)) : what;
}
