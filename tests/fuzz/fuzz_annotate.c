#include "lang/annotate.h"
#include "lang/lexicon.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct lexicon *lexicon;
static struct reader *reader;

/* The first byte chooses the language, the rest is the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!lexicon) {
        str fault;
        lexicon = lexicon_open(&fault);
        assert(lexicon);
        reader = reader_open(lexicon);
    }
    if (size == 0) {
        return 0;
    }
    struct arena mem = {0};
    str text = {(const char *)data + 1, size - 1};
    struct reading got = reader_read(reader, &mem, text, (enum tongue)(data[0] % TONGUE_COUNT));
    for (size_t i = 0; i < got.met.count; i++) {
        struct span span = got.met.at[i];
        assert(span.start <= text.len && span.len <= text.len - span.start);
        assert(span.concept < lexicon_count(lexicon) && span.weight > 0);
    }
    for (size_t i = 0; i < got.unknown.count; i++) {
        struct gap gap = got.unknown.at[i];
        assert(gap.start <= text.len && gap.len <= text.len - gap.start);
    }
    arena_free(&mem);
    return 0;
}
