/* Files that say what is right, to measure the lexicon by: tab-separated, the first line names
 * the columns.
 *
 * A label file has the column "code" and columns named by languages: one meaning a line. A notice
 * file has the columns id, lang, cpv, title and text: one text a line, and what it is about. */
#pragma once

#include "base/arena.h"
#include "base/tongue.h"

#include <stdbool.h>

enum { GOLD_ROWS_MOST = 50000, GOLD_COLUMNS_MOST = 64 };

struct labels {
    str *code;
    str *text[TONGUE_COUNT]; /* NULL where the file lacks the language */
    size_t count;
};

struct notice {
    enum tongue tongue;
    str code;
    str title;
    str text;
};

struct notices {
    struct notice *at;
    size_t count;
};

struct gold {
    struct labels labels;
    struct notices notices; /* only one of the two holds anything */
};

/* False if it is neither. Lines that do not fit the head, or are of other languages, are left out;
 * so are those beyond GOLD_ROWS_MOST. */
bool gold_read(struct arena *mem, str tsv, struct gold *out);
