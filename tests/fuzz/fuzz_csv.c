#include "wire/csv.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read, written and read again, is the same. */
static void check_again(struct arena *mem, const struct cells *row) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < row->count; i++) {
        csv_cell_defused(&out, row->at[i]);
    }
    csv_end(&out);
    struct csv c = csv_open(mem, buf_str(&out));
    struct cells again = {0};
    bool found = csv_row(&c, &again);
    assert(found && (row->count == 1 || again.count == row->count));
    for (size_t i = 0; i < again.count; i++) {
        assert(str_eq(csv_undefuse(again.at[i]), row->at[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct csv c = csv_open(&mem, (str){(const char *)data, size});
    struct arena_mark clean = arena_mark(&mem);
    struct cells row;
    while (csv_row(&c, &row)) {
        check_again(&mem, &row);
        arena_rewind(&mem, clean);
    }
    arena_free(&mem);
    return 0;
}
