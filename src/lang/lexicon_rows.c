#include "lang/lexicon_rows.h"

#include "base/buf.h"

#include <string.h>

/* The order of the columns in a file. */
enum { ID, KIND, BROADER, RELATED, TERMS, NOTE = TERMS + TONGUE_COUNT, COLUMNS };
static const enum tongue term_columns[TONGUE_COUNT] = {EN, DE, SV, DA, NB, FR, ZH};

static bool fail(struct lexicon_rows *rows, const struct lexicon_row *at, str why, str *fault) {
    struct buf text = {.mem = rows->mem};
    buf_add(&text, at->file);
    buf_add(&text, STR(":"));
    buf_num(&text, (int64_t)at->line);
    buf_add(&text, STR(": "));
    buf_add(&text, why);
    *fault = buf_str(&text);
    return false;
}

static struct lexicon_row *row_new(struct lexicon_rows *rows) {
    if (rows->count == rows->room) {
        size_t room = rows->room ? rows->room * 2 : 512;
        struct lexicon_row *more = arena_new(rows->mem, struct lexicon_row, room);
        if (rows->count) {
            memcpy(more, rows->at, rows->count * sizeof(*more));
        }
        rows->at = more;
        rows->room = room;
    }
    return &rows->at[rows->count++];
}

static size_t split(str line, str cells[COLUMNS]) {
    size_t count = 0;
    str cell;
    while (str_cut(&line, '\t', &cell)) {
        if (count < COLUMNS) {
            cells[count] = str_trim(cell);
        }
        count++;
    }
    return count;
}

static bool id_fits(str id) {
    for (size_t i = 0; i < id.len; i++) {
        char c = id.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            return false;
        }
    }
    return id.len > 0;
}

static bool read_line(struct lexicon_rows *rows, struct lexicon_row row, str line, str *fault) {
    str cells[COLUMNS] = {0};
    if (split(line, cells) != COLUMNS) {
        return fail(rows, &row, STR("not twelve cells"), fault);
    }
    for (size_t i = 0; i < COLUMNS; i++) {
        if (cells[i].len > LEXICON_CELL_MOST) {
            return fail(rows, &row, STR("a cell is too long"), fault);
        }
    }
    if (!id_fits(cells[ID])) {
        return fail(rows, &row, STR("an id is lower-case letters, digits and hyphens"), fault);
    }
    if (rows->count == LEXICON_CONCEPTS_MOST) {
        return fail(rows, &row, STR("too many concepts"), fault);
    }
    row.id = cells[ID];
    row.kind = cells[KIND];
    row.broader = cells[BROADER];
    row.related = cells[RELATED];
    row.note = cells[NOTE];
    for (size_t i = 0; i < TONGUE_COUNT; i++) {
        row.terms[term_columns[i]] = cells[TERMS + i];
    }
    *row_new(rows) = row;
    return true;
}

bool lexicon_rows_read(struct lexicon_rows *rows, struct lexicon_file file, str *fault) {
    str rest = file.text;
    str line;
    struct lexicon_row row = {.file = file.name, .scope = file.scope};
    while (str_cut(&rest, '\n', &line)) {
        row.line++;
        bool head = row.line == 1;
        bool blank = str_trim(line).len == 0 || line.at[0] == '#';
        if (head || blank) {
            continue;
        }
        if (!read_line(rows, row, line, fault)) {
            return false;
        }
    }
    return true;
}

bool lexicon_term(str *cell, str *term, char *mark) {
    while (str_cut(cell, ';', term)) {
        *term = str_trim(*term);
        *mark = 0;
        if (term->len > 1 && strchr("!~=", term->at[term->len - 1])) {
            *mark = term->at[--term->len];
        }
        if (term->len && !str_eq(*term, STR("-"))) {
            return true;
        }
    }
    return false;
}
