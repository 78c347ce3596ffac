/* A thesaurus in a file of any form, and tables of two known ones: what comes out can be shown, each
 * concept with a code and a label. */
#include "directory/scheme_take.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first byte says which kind the person chose, and whether the name of the file tells the
 * language. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size == 0) {
        return 0;
    }
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    struct scheme_wish wish = {.kind = (enum scheme_kind)(data[0] % (SCHEME_TABLE + 1))};
    str name = data[0] & 0x80 ? STR("occupations_de.csv") : STR("codes.csv");
    bool taken = scheme_take(&s, name, (str){(const char *)data + 1, size - 1}, &wish);
    assert(taken || s.flaw != SKOS_FINE);
    if (taken && skos_finish(&s)) {
        for (size_t i = 0; i < s.count; i++) {
            assert(s.at[i].label_count && s.at[i].notation.len);
        }
    }
    arena_free(&mem);
    return 0;
}
