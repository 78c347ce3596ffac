/* Tables as people keep them in a workbook: one sheet, its rows one after the other.
 *
 *     struct xlsx x = xlsx_open(mem, bytes, (str){0});
 *     while (xlsx_row(&x, &row)) {
 *         ...
 *     }
 *
 * Dates come as 2027-06-30, true and false as yes and no, numbers as people write them; rows and
 * cells the file leaves out come empty. The reader closes itself after the last row; whoever
 * leaves earlier calls xlsx_close(). Rows live in the arena, which may be rewound after each to
 * a mark taken after xlsx_open(). */
#pragma once

#include "wire/cells.h"
#include "wire/xlsx_book.h"

enum { ROWS_MOST = 200000 };

struct xlsx {
    struct arena *mem;
    struct xlsx_sheets sheets; /* of the whole workbook */
    size_t sheet;              /* the one being read */
    size_t line;               /* the number of the row last read, from 1 */
    enum pack_flaw broken;
    struct xlsx_state *state;
};

/* Without a name the first sheet that is not hidden. `bytes` must live until the last row. */
struct xlsx xlsx_open(struct arena *mem, str bytes, str sheet);
bool xlsx_row(struct xlsx *x, struct cells *row); /* false at the end; check `broken` */
void xlsx_close(struct xlsx *x);
