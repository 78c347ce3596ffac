#include "directory/import_kind.h"

#include "wire/csv.h"

#include <stddef.h>

static const struct {
    const char *word;
    const char *object;
    const char *title;
    const struct columns *columns;
} kinds[IMPORT_KINDS] = {
        {"clusters", "cluster", say_word("Clusters"), &cluster_columns},
        {"organisations", "organisation", say_word("Organisations"), &organisation_columns},
        {"persons", "person", say_word("People"), &person_columns},
        {"listings", "listing", say_word("Needs and offers"), &listing_columns},
        {"translations", "translation", say_word("Translations"), &translation_columns},
};

/* What an organisation's form does not have, and a file must not lose. */
static const struct column extras[] = {
        {"remark", say_word("Remark"), offsetof(struct import_member, organisation.remark),
                COLUMN_TEXT, 0, IMPORT_REMARK_MOST, false},
        {"withdrawn", say_word("Listed no more"), offsetof(struct import_member, withdrawn),
                COLUMN_LABEL, LABEL_YES_NO, 3, false},
};

enum { EXTRAS = sizeof(extras) / sizeof(extras[0]) };

str import_kind_word(enum import_kind kind) {
    return str_of(kinds[kind].word);
}

bool import_kind_of(str word, enum import_kind *found) {
    for (size_t i = 0; i < IMPORT_KINDS; i++) {
        if (str_eq(word, str_of(kinds[i].word))) {
            *found = (enum import_kind)i;
            return true;
        }
    }
    return false;
}

str import_kind_object(enum import_kind kind) {
    return str_of(kinds[kind].object);
}

str import_kind_title(struct work *w, enum import_kind kind) {
    return say_key(w, kinds[kind].title);
}

const struct column *import_column(enum import_kind kind, size_t index) {
    const struct columns *own = kinds[kind].columns;
    if (index < own->count) {
        return &own->at[index];
    }
    size_t extra = index - own->count;
    return kind == IMPORT_ORGANISATIONS && extra < EXTRAS ? &extras[extra] : NULL;
}

size_t import_column_named(enum import_kind kind, str name) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)); i++) {
        if (str_eq(str_of(f->name), name)) {
            return i;
        }
    }
    return IMPORT_COLUMNS_MOST;
}

void import_header_line(struct buf *out, enum import_kind kind) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)); i++) {
        csv_cell(out, str_of(f->name));
    }
    csv_end(out);
}

void import_thing_line(
        struct buf *out, enum import_kind kind, const union import_thing *thing, bool defused) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)); i++) {
        if (defused) {
            csv_cell_defused(out, column_get(f, thing));
        } else {
            csv_cell(out, column_get(f, thing));
        }
    }
    csv_end(out);
}

/* Not csv_open(), which would guess anew what parts the cells. */
struct cells import_line_cells(struct arena *mem, str line) {
    struct csv c = {.mem = mem,
            .rest = line,
            .comma = ',',
            .next_line = 1,
            .room = arena_new(mem, str, CELLS_MOST)};
    struct cells row = {0};
    (void)csv_row(&c, &row);
    return row;
}
