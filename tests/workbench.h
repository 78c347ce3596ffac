/* The world in memory, as the program holds it: for tests of what understands, matches and finds. */
#pragma once

#include "lang/detect.h"
#include "match/live.h"
#include "tests/world.h"

struct bench {
    struct arena mem;
    struct work work; /* an administrator's, at WORLD_NOW */
    struct lexicon *lexicon;
    struct detector *detector;
    struct live *live;
    struct reader *reader;
};

/* Of a database as world_open() makes it, which stays the caller's. bench_close() also after
 * false. */
bool bench_open(struct bench *b, struct db *db);
void bench_close(struct bench *b);

/* A published one that everybody may see, and that memory knows; its id. */
int64_t bench_listing(
        struct bench *b, int64_t organisation, const char *side, str title, const char *lang);
