/* A file that takes long to make: its name is given to it once it is whole.
 *
 * Until then it is FILE.part, and FILE.state beside it says of what it is made, and after each piece
 * how far it is, how many bytes there are and a digest of them. So what was broken off goes on
 * after the last piece that is there whole, also where the machine lost its power. */
#pragma once

#include "base/arena.h"

#include <stdio.h>

enum { BATCH_PATH_MOST = 4096, BATCH_DIGEST = 16 };

struct batch_file {
    const char *path; /* NULL: the standard output, which is not gone on with */
    char part[BATCH_PATH_MOST];
    char state[BATCH_PATH_MOST];
    FILE *file, *states;
    int64_t bytes;
    int64_t done;                       /* what an earlier run did of it */
    unsigned char digest[BATCH_DIGEST]; /* of all pieces, each with the one before as its key */
};

/* `made_of` is one line. To go on, it must be the same as when it was begun. All of these say on
 * the error output what is wrong, and are false then. */
bool batch_file_open(struct batch_file *f, const char *path, str made_of, bool resume);
bool batch_file_add(struct batch_file *f, str piece, int64_t done);
bool batch_file_finish(struct batch_file *f);
void batch_file_close(struct batch_file *f); /* also after batch_file_finish() */
