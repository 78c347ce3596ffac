/* One row of a table as it was read, whatever it was read from. */
#pragma once

#include "base/str.h"

enum { CELLS_MOST = 256, CELL_BYTES_MOST = 64 * 1024 };

/* A row with a flaw holds what fitted; whoever imports it reports it and leaves it out. */
enum cells_flaw { CELLS_FINE, CELLS_TOO_MANY, CELLS_TOO_LONG };

struct cells {
    str *at;
    size_t count;
    enum cells_flaw flaw;
};

/* `row->at` has room for CELLS_MOST. What goes beyond the bounds is cut off and flagged. */
void cells_add(struct cells *row, str cell);
bool cells_blank(const struct cells *row);
