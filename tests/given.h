/* Commands as they are given on the command line. */
#pragma once

#include "base/arena.h"

enum { WORDS_MOST = 12 };

/* The words end with NULL; the first is the command's own name. Returns its exit code. */
static inline int run_given(int (*command)(int, char **), const char *const *given) {
    struct arena mem = {0};
    char **words = arena_new(&mem, char *, WORDS_MOST);
    int count = 0;
    for (; given[count]; count++) {
        words[count] = arena_z(&mem, str_of(given[count]));
    }
    int code = command(count, words);
    arena_free(&mem);
    return code;
}
