/* The lines of a lexicon file: one concept a line, tab-separated, the columns named in line one. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "base/tongue.h"

#include <stdint.h>

enum {
    LEXICON_CELL_MOST = 2000,     /* bytes of one cell */
    LEXICON_CONCEPTS_MOST = 65535 /* so that a concept fits two bytes */
};

struct lexicon_row {
    str id;
    str kind;
    str broader;
    str related; /* ids parted by ; */
    str terms[TONGUE_COUNT];
    str note;
    str file;
    size_t line;
    uint32_t scope;
};

struct lexicon_rows {
    struct arena *mem;
    struct lexicon_row *at;
    size_t count;
    size_t room;
};

struct lexicon_file {
    str name; /* "materials.tsv": the area is what stands before the dot */
    str text;
    bool adds;      /* a line whose id is there already adds its terms to that concept */
    uint32_t scope; /* for whose texts its terms hold: a cluster's, or with 0 everybody's */
};

/* Appends the rows of a file. False, with the reason, where a line is not as it must be. */
bool lexicon_rows_read(struct lexicon_rows *rows, struct lexicon_file file, str *fault);

/* Takes the next term of a cell and its marker: 0, or one of ! ~ =. */
bool lexicon_term(str *cell, str *term, char *mark);
