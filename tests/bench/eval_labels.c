/* Measures label retrieval: eval_labels FILE.tsv FROM INTO [SEED], languages as codes. */
#include "lang/eval.h"
#include "lang/lexicon.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_MOST = 64 * 1024 * 1024 };

static str read_file(struct arena *mem, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        return (str){0};
    }
    char *bytes = arena_new(mem, char, FILE_MOST);
    size_t len = fread(bytes, 1, FILE_MOST, file);
    (void)fclose(file);
    return (str){bytes, len};
}

static void measure(
        struct reader *r, const struct labels *labels, const char *const *pair, uint64_t seed) {
    enum tongue from = EN;
    enum tongue into = EN;
    if (!tongue_of(str_of(pair[0]), &from) || !tongue_of(str_of(pair[1]), &into)) {
        printf("%s or %s is not a language of ours\n", pair[0], pair[1]);
        return;
    }
    struct label_scores s = labels_measure(r, labels, from, into, seed);
    printf("%s>%s  R@1 %.3f  R@10 %.3f  MRR %.3f  (%zu queries, seed %" PRIu64 ")\n", pair[0],
            pair[1], s.first, s.tenth, s.mrr, s.count, seed);
}

int main(int count, char **args) {
    static const char *const usual[][2] = {{"da", "de"}, {"sv", "en"}, {"de", "en"}, {"fr", "en"}};
    struct arena mem = {0};
    str fault = {0};
    struct lexicon *lexicon = lexicon_open(&fault);
    if (count < 2 || !lexicon) {
        printf("eval_labels FILE.tsv [FROM INTO [SEED]]\n");
        return 1;
    }
    struct reader *reader = reader_open(lexicon);
    struct labels labels = labels_read(&mem, read_file(&mem, args[1]));
    uint64_t seed = count > 4 ? strtoull(args[4], NULL, 10) : 1;
    if (count > 3) {
        const char *pair[2] = {args[2], args[3]};
        measure(reader, &labels, pair, seed);
    }
    for (size_t i = 0; count <= 3 && i < sizeof(usual) / sizeof(*usual); i++) {
        measure(reader, &labels, usual[i], seed);
    }
    reader_close(reader);
    lexicon_close(lexicon);
    arena_free(&mem);
    return 0;
}
