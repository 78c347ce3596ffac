/* Threads that work off a bounded queue. Each has an arena of its own, emptied after every job,
 * and whatever was opened for it. */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct pool;

struct job { /* the first member of whatever is to be done */
    struct job *next;
};

struct pool_options {
    unsigned workers;
    unsigned waiting_most;
    void *owner;
    void *(*open)(void *owner, unsigned index); /* NULL: it failed */
    void (*close)(void *owner, void *worker);
    void (*run)(void *owner, void *worker, struct arena *mem, struct job *job);
};

/* Both NULL if it could not be; `unopened` says that `open` was to blame. */
struct pool *pool_start(const struct pool_options *options, bool *unopened);

bool pool_full(struct pool *pool);
bool pool_give(struct pool *pool, struct job *job); /* false once it ends: nobody will do it */

/* Takes back what no worker has begun, the first first; NULL once nothing waits. */
struct job *pool_take_back(struct pool *pool);

/* Waits for what waits and runs; false, and the rest left to itself, if that takes longer. */
bool pool_end(struct pool *pool, int64_t most_ms);
void pool_free(struct pool *pool); /* after it has ended, and nobody gives it anything any more */
