#include "lang/annotate.h"
#include "lang/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes are a lexicon file, and if it is one, a text for its own reader. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    str text = {(const char *)data, size};
    struct lexicon_file file = {.name = STR("area.tsv"), .text = text};
    str fault;
    struct lexicon *lexicon = lexicon_make(&file, 1, &fault);
    if (!lexicon) {
        return 0;
    }
    struct arena mem = {0};
    struct reader *reader = reader_open(lexicon);
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        (void)reader_read(reader, &mem, text, t);
    }
    reader_close(reader);
    lexicon_close(lexicon);
    arena_free(&mem);
    return 0;
}
