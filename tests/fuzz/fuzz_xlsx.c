/* The zip is made here, so that what the fuzzer changes is the XML in it. The input holds up to
 * four parts with a zero byte between them: sheet, shared texts, styles, workbook. */
#include "tests/zipped.h"
#include "wire/xlsx.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static str part(str *rest, str otherwise) {
    str found;
    return str_cut(rest, '\0', &found) && found.len ? found : otherwise;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    str input = {(const char *)data, size};
    struct zipped_part parts[] = {
            {"xl/s.xml", part(&input, STR("<worksheet/>"))},
            {"xl/t.xml", part(&input, STR("<sst><si><t>a</t></si></sst>"))},
            {"xl/y.xml", part(&input, STR("<styleSheet/>"))},
            {"xl/workbook.xml", part(&input, STR("<workbook><sheet name='A' id='a'/></workbook>"))},
            {"_rels/.rels", STR(ZIPPED_TOP)},
            {"xl/_rels/workbook.xml.rels", STR(ZIPPED_RELATIONS)},
    };
    str bytes = zipped(&mem, parts, sizeof(parts) / sizeof(parts[0]));
    struct xlsx x = xlsx_open(&mem, bytes, (str){0});
    struct arena_mark clean = arena_mark(&mem);
    struct cells row;
    while (xlsx_row(&x, &row)) {
        assert(row.count <= CELLS_MOST);
        for (size_t i = 0; i < row.count; i++) {
            assert(row.at[i].len <= CELL_BYTES_MOST);
        }
        arena_rewind(&mem, clean);
    }
    assert(!x.state);
    arena_free(&mem);
    return 0;
}
