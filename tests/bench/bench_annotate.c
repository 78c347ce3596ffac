/* How fast texts are read: bench_annotate [FILE LANGUAGE], or texts made of the lexicon's words. */
#include "base/buf.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"

#include <stdio.h>
#include <time.h>

enum { TEXT_BYTES = 2 * 1024 * 1024, LISTING_BYTES = 2000, FILE_MOST = 64 * 1024 * 1024 };

/* Time this process has worked, so that others on the machine do not count. */
static double now(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

/* Words of the lexicon in random order, every second pair written together where the language
 * does that: nearly all the work there is. */
static str made_text(struct arena *mem, const struct lexicon *l, enum tongue t) {
    struct buf text = {.mem = mem};
    uint32_t state = 1;
    while (text.len < TEXT_BYTES) {
        uint32_t concept = next_random(&state) % (uint32_t)lexicon_count(l);
        buf_add(&text, lexicon_label(l, concept, t));
        buf_add(&text, next_random(&state) % 4 ? STR(" ") : STR(""));
        buf_add(&text, next_random(&state) % 8 ? STR("") : STR(" xylenqua, "));
    }
    return buf_str(&text);
}

static void measure(struct reader *r, const char *name, str text, enum tongue t) {
    struct arena mem = {0};
    size_t met = 0;
    size_t unknown = 0;
    double start = now();
    for (size_t at = 0; at < text.len; at += LISTING_BYTES) {
        size_t left = text.len - at;
        str one = {text.at + at, left < LISTING_BYTES ? left : LISTING_BYTES};
        struct arena_mark clean = arena_mark(&mem);
        struct reading got = reader_read(r, &mem, one, t);
        met += got.met.count;
        unknown += got.unknown.count;
        arena_rewind(&mem, clean);
    }
    double seconds = now() - start;
    printf("%s %.1f MB/s, %zu met, %zu unknown\n", name, (double)text.len / seconds / 1e6, met,
            unknown);
    arena_free(&mem);
}

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

int main(int count, char **args) {
    struct arena mem = {0};
    str fault = {0};
    double start = now();
    struct lexicon *lexicon = lexicon_open(&fault);
    if (!lexicon) {
        return 1;
    }
    printf("built in %.1f ms: %zu concepts\n", (now() - start) * 1e3, lexicon_count(lexicon));
    struct reader *reader = reader_open(lexicon);
    enum tongue given = EN;
    if (count > 2 && tongue_of(str_of(args[2]), &given)) {
        str text = read_file(&mem, args[1]);
        measure(reader, "first ", text, given);
        measure(reader, "second", text, given);
    }
    for (enum tongue t = EN; count == 1 && t < TONGUE_COUNT; t++) {
        measure(reader, tongue_code(t).at, made_text(&mem, lexicon, t), t);
    }
    reader_close(reader);
    lexicon_close(lexicon);
    arena_free(&mem);
    return 0;
}
