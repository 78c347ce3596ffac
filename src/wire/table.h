/* A table as people upload it, whatever program wrote it: CSV in any encoding, or a workbook.
 *
 *     struct table t = table_open(mem, bytes, (struct table_wish){0});
 *     while (table_row(&t, &row)) {
 *         ...
 *     }
 *     if (t.broken) ...
 *
 * What the file is, its bytes decide, never its name. What was found out is in the struct, so
 * that a page can show it; a wish corrects it. Rows live in the arena, which may be rewound
 * after each to a mark taken after table_open(). Whoever stops early calls table_close(). */
#pragma once

#include "wire/cells.h"
#include "wire/charset.h"
#include "wire/csv.h"
#include "wire/xlsx.h"

enum table_kind { TABLE_CSV, TABLE_XLSX };

enum table_broken {
    TABLE_FINE,
    TABLE_EMPTY,
    TABLE_NOT_A_TABLE, /* a picture, a letter, a zip of something else */
    TABLE_OPEN_QUOTE,  /* on `line` a quote begins that never ends */
    TABLE_DAMAGED,     /* a workbook that is not whole */
    TABLE_TOO_LARGE,
    TABLE_PROTECTED, /* needs a password */
    TABLE_OLD_FORMAT /* .xls, to be saved as .xlsx first */
};

/* What people corrected; zero leaves the guess. */
struct table_wish {
    bool told; /* `charset` is meant */
    enum charset charset;
    char comma;
    str sheet;
};

struct table {
    enum table_kind kind;
    enum charset charset; /* of a CSV */
    char comma;           /* of a CSV */
    size_t bad;           /* characters of a CSV that could not be read */
    size_t line;          /* of the row last read; of the flaw, if one has a line */
    enum table_broken broken;
    struct csv csv;
    struct xlsx xlsx; /* with the list of sheets */
};

/* `bytes` must live as long as the rows. */
struct table table_open(struct arena *mem, str bytes, struct table_wish wish);
bool table_row(struct table *t, struct cells *row); /* false at the end; check `broken` */
void table_close(struct table *t);
