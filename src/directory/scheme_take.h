/* A file of a thesaurus, of whatever form: SKOS, or a table whose columns are found by their names
 * or told.
 *
 * In a table a row is a concept: a code, what is broader if a column says it, and labels in a
 * column for each language ("de", "label_de", "alt_de"). Two tables of the European Union are known
 * by themselves: CPV (a column for each language, and codes whose digits say what is broader) and
 * ESCO (a file for each language, whose name says it). */
#pragma once

#include "directory/scheme.h"

enum scheme_kind { SCHEME_GUESSED, SCHEME_SKOS, SCHEME_CPV, SCHEME_ESCO, SCHEME_TABLE };

enum { SCHEME_COLUMNS_MOST = 64 };

/* "label_de" is called "Bezeichnung" there. */
struct scheme_column {
    str role;
    str name;
};

struct scheme_wish {
    enum scheme_kind kind;
    struct scheme_column columns[SCHEME_COLUMNS_MOST];
    size_t column_count;
};

bool scheme_kind_of(str word, enum scheme_kind *kind);

/* Appends what the file says; false, with the flaw in `s`. After the last one skos_finish(). */
bool scheme_take(struct skos *s, str file_name, str bytes, const struct scheme_wish *wish);

/* What is wrong with it, for people to read. */
str scheme_flaw_text(struct work *w, const struct skos *s);
