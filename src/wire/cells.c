#include "wire/cells.h"

static str cut(str cell) {
    cell.len = CELL_BYTES_MOST;
    while (cell.len && ((unsigned char)cell.at[cell.len] & 0xC0) == 0x80) {
        cell.len--; /* never in the middle of a character */
    }
    return cell;
}

void cells_add(struct cells *row, str cell) {
    if (row->count == CELLS_MOST) {
        row->flaw = CELLS_TOO_MANY;
        return;
    }
    if (cell.len > CELL_BYTES_MOST) {
        cell = cut(cell);
        row->flaw = CELLS_TOO_LONG;
    }
    row->at[row->count++] = cell;
}

bool cells_blank(const struct cells *row) {
    for (size_t i = 0; i < row->count; i++) {
        if (str_trim(row->at[i]).len) {
            return false;
        }
    }
    return true;
}
