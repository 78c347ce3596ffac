#include "wire/table.h"

#include <assert.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct table t = table_open(&mem, (str){(const char *)data, size}, (struct table_wish){0});
    struct arena_mark clean = arena_mark(&mem);
    struct cells row;
    while (table_row(&t, &row)) {
        for (size_t i = 0; i < row.count; i++) {
            assert(charset_is_utf8(row.at[i]) && row.at[i].len <= CELL_BYTES_MOST);
        }
        arena_rewind(&mem, clean);
    }
    table_close(&t);
    arena_free(&mem);
    return 0;
}
