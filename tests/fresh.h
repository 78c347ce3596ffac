/* A place for a new database: a file, or a schema of the PostgreSQL server whose address stands in
 * HANDSLAG_TEST_SERVER (see tools/postgres). All tests of the program run on both. */
#pragma once

#include <stdbool.h>

struct fresh {
    char address[512];
};

bool fresh_on_server(void);
bool fresh_make(struct fresh *f);      /* it says why if it cannot */
void fresh_make_file(struct fresh *f); /* a file, whatever the others are */
void fresh_drop(const struct fresh *f);
