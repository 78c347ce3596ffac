/* A file that says what is right, to measure the lexicon by. */
#include "lang/gold.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena mem = {0};
    struct gold gold = {0};
    if (gold_read(&mem, (str){(const char *)data, size}, &gold)) {
        assert(gold.labels.count <= GOLD_ROWS_MOST && gold.notices.count <= GOLD_ROWS_MOST);
        assert(gold.labels.count == 0 || gold.notices.count == 0);
        for (size_t i = 0; i < gold.notices.count; i++) {
            assert(gold.notices.at[i].tongue < TONGUE_COUNT);
        }
    }
    arena_free(&mem);
    return 0;
}
