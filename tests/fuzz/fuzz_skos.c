#include "wire/skos.h"
#include "wire/skos_rdf.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void try(str bytes, void (*read)(struct skos *, str)) {
    struct arena mem = {0};
    struct skos s = skos_new(&mem);
    if (read) {
        read(&s, bytes);
    } else {
        (void)skos_read(&s, bytes);
    }
    if (skos_finish(&s)) {
        assert(s.count > 0 && s.flaw == SKOS_FINE);
        for (size_t i = 0; i < s.count; i++) {
            assert(s.at[i].label_count && s.at[i].notation.len);
        }
    } else {
        assert(s.flaw != SKOS_FINE);
    }
    arena_free(&mem);
}

/* As what its bytes look like, and as RDF/XML whatever they look like. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str bytes = {(const char *)data, size};
    try(bytes, NULL);
    try(bytes, skos_read_xml);
    return 0;
}
