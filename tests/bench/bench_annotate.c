/* How fast texts are read: bench_annotate [FILE], or texts made of the lexicon's own words. */
#include "base/buf.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"

#include <stdio.h>
#include <time.h>

enum { TEXT_BYTES = 2 * 1024 * 1024, LISTING_BYTES = 2000, FILE_MOST = 64 * 1024 * 1024 };

static double now(void) {
    struct timespec t;
    (void)timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
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
    str given = count > 1 ? read_file(&mem, args[1]) : (str){0};
    for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
        char name[3] = {tongue_code(t).at[0], tongue_code(t).at[1]};
        measure(reader, name, given.len ? given : made_text(&mem, lexicon, t), t);
    }
    reader_close(reader);
    lexicon_close(lexicon);
    arena_free(&mem);
    return 0;
}
