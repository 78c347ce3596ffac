#include "wire/xlsx.h"

#include "base/buf.h"

#include <string.h>

enum { COLUMN_MOST = 1 << 20 };

struct ready_row {
    struct ready_row *next;
    size_t number;
    struct cells cells;
};

enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_TEXT, CELL_BOOL, CELL_DATE };

/* Rows the parser has passed wait in one of two arenas until they are asked for. Before it goes
 * on, the row it is within moves to the other arena and the first is emptied. */
struct xlsx_state {
    struct arena keep; /* as long as the workbook is open */
    struct arena rows[2];
    size_t now; /* which of the two */
    struct book book;
    struct part part;

    struct ready_row *first;
    struct ready_row **last;
    size_t given; /* number of the row last handed out */

    size_t number; /* of the row the parser is within */
    struct cells row;
    bool any; /* it has a cell with something in it */

    enum cell_kind kind;
    size_t column;
    size_t style;
    struct buf text;
    bool in_cell;
    bool in_text;
    size_t phonetic;
};

static struct arena *rows_arena(struct xlsx_state *s) {
    return &s->rows[s->now];
}

static void begin_row(struct xlsx_state *s, const struct attributes *with) {
    int64_t number = 0;
    bool said = str_num(attribute(rows_arena(s), with, "r"), &number);
    bool onward = said && number > 0 && (size_t)number > s->number;
    s->number = onward ? (size_t)number : s->number + 1;
    s->row = (struct cells){.at = arena_new(rows_arena(s), str, CELLS_MOST)};
    s->any = false;
    s->column = 0;
}

static void end_row(struct xlsx_state *s) {
    if (!s->any) {
        s->row = (struct cells){0};
        return; /* formats reach to the bottom of the sheet without anything standing there */
    }
    if (s->number > ROWS_MOST) {
        pack_fail(&s->book.pack, PACK_TOO_LARGE);
        return;
    }
    struct ready_row *ready = arena_new(rows_arena(s), struct ready_row, 1);
    ready->number = s->number;
    ready->cells = s->row;
    *s->last = ready;
    s->last = &ready->next;
    s->row = (struct cells){0};
}

/* "BC12" is column 54; the number counts from 0. */
static bool column_of(str place, size_t *column) {
    size_t number = 0;
    for (size_t i = 0; i < place.len && place.at[i] >= 'A' && place.at[i] <= 'Z'; i++) {
        number = number * 26 + (size_t)(place.at[i] - 'A') + 1;
        if (number > COLUMN_MOST) {
            return false;
        }
    }
    *column = number - 1;
    return number > 0;
}

static enum cell_kind kind_of(str type) {
    if (type.len == 0 || str_eq(type, STR("n"))) {
        return CELL_NUMBER;
    }
    if (str_eq(type, STR("s"))) {
        return CELL_SHARED;
    }
    if (str_eq(type, STR("b"))) {
        return CELL_BOOL;
    }
    return str_eq(type, STR("d")) ? CELL_DATE : CELL_TEXT;
}

static void begin_cell(struct xlsx_state *s, const struct attributes *with) {
    struct arena *mem = rows_arena(s);
    size_t column = 0;
    int64_t style = 0;
    if (column_of(attribute(mem, with, "r"), &column)) {
        s->column = column;
    }
    bool styled = str_num(attribute(mem, with, "s"), &style) && style >= 0;
    s->style = styled ? (size_t)style : 0;
    s->kind = kind_of(attribute(mem, with, "t"));
    s->text.len = 0;
    s->in_cell = true;
}

static void on_begin(void *keep, str name, const struct attributes *with) {
    struct xlsx_state *s = keep;
    if (str_eq(name, STR("row"))) {
        begin_row(s, with);
    } else if (str_eq(name, STR("c")) && s->row.at) {
        begin_cell(s, with);
    } else if (str_eq(name, STR("rPh"))) {
        s->phonetic++;
    }
    bool holds_text = str_eq(name, STR("v")) || str_eq(name, STR("t"));
    s->in_text = s->in_cell && holds_text && s->phonetic == 0;
}

static void on_text(void *keep, str text) {
    struct xlsx_state *s = keep;
    if (s->in_text && s->text.len <= CELL_BYTES_MOST) {
        buf_add(&s->text, text);
    }
}

static str shared_text(struct xlsx_state *s, str index_text) {
    int64_t index = 0;
    bool known = str_num(str_trim(index_text), &index) && index >= 0 &&
                 (size_t)index < s->book.text_count;
    if (!known) {
        pack_fail(&s->book.pack, PACK_DAMAGED);
    }
    return known ? s->book.texts[index] : (str){0};
}

/* Midnight is how a date without a time is written. */
static str iso_date(str text) {
    bool midnight = text.len > 10 && str_starts(str_skip(text, 10), STR("T00:00:00"));
    return midnight ? (str){text.at, 10} : text;
}

static str cell_text(struct xlsx_state *s) {
    str raw = buf_str(&s->text);
    if (raw.len == 0) {
        return raw;
    }
    struct style plain = {0};
    bool styled = s->style < s->book.style_count;
    switch (s->kind) {
    case CELL_NUMBER:
        return value_text(
                rows_arena(s), raw, styled ? s->book.styles[s->style] : plain, s->book.from_1904);
    case CELL_SHARED: return shared_text(s, raw);
    case CELL_BOOL: return str_eq(str_trim(raw), STR("0")) ? STR("no") : STR("yes");
    case CELL_DATE: return iso_date(str_trim(raw));
    case CELL_TEXT: break;
    }
    return value_unescaped(rows_arena(s), raw);
}

static void put_cell(struct xlsx_state *s, str text) {
    if (s->column >= CELLS_MOST) {
        s->row.flaw = CELLS_TOO_MANY;
        return;
    }
    while (s->row.count < s->column) {
        cells_add(&s->row, (str){0});
    }
    text = arena_copy(rows_arena(s), text);
    if (s->column < s->row.count) {
        s->row.at[s->column] = text; /* named twice or out of order */
    } else {
        cells_add(&s->row, text);
    }
}

static void end_cell(struct xlsx_state *s) {
    str text = str_trim(cell_text(s));
    s->in_cell = false;
    if (text.len) {
        put_cell(s, text);
        s->any = true;
    }
    s->column++;
}

static void on_end(void *keep, str name) {
    struct xlsx_state *s = keep;
    s->in_text = false;
    if (str_eq(name, STR("rPh")) && s->phonetic) {
        s->phonetic--;
    } else if (str_eq(name, STR("c")) && s->in_cell) {
        end_cell(s);
    } else if (str_eq(name, STR("row")) && s->row.at) {
        end_row(s);
    }
}

static const struct part_reader sheet_reader = {.begin = on_begin, .end = on_end, .text = on_text};

/* Takes the row the parser is within along to the other arena. */
static void empty_rows(struct xlsx_state *s) {
    struct arena *old = rows_arena(s);
    s->now = 1 - s->now;
    if (s->row.at) {
        str *at = arena_new(rows_arena(s), str, CELLS_MOST);
        for (size_t i = 0; i < s->row.count; i++) {
            at[i] = arena_copy(rows_arena(s), s->row.at[i]);
        }
        s->row.at = at;
    }
    arena_free(old);
    s->first = NULL;
    s->last = &s->first;
}

static bool wanted(const struct xlsx_sheet *sheet, str name) {
    return name.len ? str_eq(sheet->name, name) : !sheet->hidden;
}

/* If there is no such sheet, or all are hidden, the first. */
static size_t choose(const struct xlsx_sheets *sheets, str name) {
    for (size_t i = 0; i < sheets->count; i++) {
        if (wanted(&sheets->at[i], name)) {
            return i;
        }
    }
    return 0;
}

static struct xlsx_sheets copied(struct arena *mem, const struct xlsx_sheets *sheets) {
    struct xlsx_sheets copy = {arena_new(mem, struct xlsx_sheet, SHEETS_MOST), sheets->count};
    for (size_t i = 0; i < sheets->count; i++) {
        copy.at[i].name = arena_copy(mem, sheets->at[i].name);
        copy.at[i].hidden = sheets->at[i].hidden;
    }
    return copy;
}

struct xlsx xlsx_open(struct arena *mem, str bytes, str sheet) {
    struct xlsx x = {.mem = mem, .state = arena_new(mem, struct xlsx_state, 1)};
    struct xlsx_state *s = x.state;
    s->last = &s->first;
    s->text.mem = &s->keep;
    s->part.reader = &sheet_reader;
    s->part.keep = s;
    book_open(&s->book, &s->keep, bytes);
    x.sheets = copied(mem, &s->book.sheets);
    if (s->book.pack.flaw == PACK_FINE) {
        x.sheet = choose(&x.sheets, sheet);
        (void)part_open(&s->part, &s->book.pack, s->book.sheets.at[x.sheet].part);
    }
    x.broken = s->book.pack.flaw;
    if (x.broken != PACK_FINE) {
        xlsx_close(&x);
    }
    return x;
}

void xlsx_close(struct xlsx *x) {
    struct xlsx_state *s = x->state;
    if (!s) {
        return;
    }
    part_close(&s->part);
    book_close(&s->book);
    arena_free(&s->rows[0]);
    arena_free(&s->rows[1]);
    arena_free(&s->keep);
    x->state = NULL;
}

static void hand_out(struct xlsx *x, struct cells *row) {
    struct xlsx_state *s = x->state;
    *row = (struct cells){0};
    s->given++;
    x->line = s->given;
    if (s->first->number > s->given) {
        return; /* a row the file leaves out */
    }
    struct cells *ready = &s->first->cells;
    *row = (struct cells){arena_new(x->mem, str, ready->count), ready->count, ready->flaw};
    for (size_t i = 0; i < ready->count; i++) {
        row->at[i] = arena_copy(x->mem, ready->at[i]);
    }
    s->first = s->first->next;
}

bool xlsx_row(struct xlsx *x, struct cells *row) {
    struct xlsx_state *s = x->state;
    if (!s) {
        return false;
    }
    for (bool more = true; !s->first && more;) {
        empty_rows(s);
        more = part_feed(&s->part);
    }
    if (s->first) {
        hand_out(x, row);
        return true;
    }
    x->broken = s->book.pack.flaw;
    xlsx_close(x);
    return false;
}
