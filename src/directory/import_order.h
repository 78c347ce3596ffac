/* An import too long for a request: it is asked for, waits, and is done by whoever has a hand
 * free (job/importer.h), on this machine or another. */
#pragma once

#include "directory/import.h"

enum {
    IMPORT_LONG = 2000, /* rows; fewer are done at once */
    IMPORT_ORDER_TRIES_MOST = 3,
};

enum import_order_state {
    IMPORT_ORDER_NONE,
    IMPORT_ORDER_WAITS,
    IMPORT_ORDER_RUNS, /* or was begun by a machine that is no more, and is begun again soon */
    IMPORT_ORDER_DONE,
    IMPORT_ORDER_BROKE,
};

struct import_order {
    int64_t import;
    int64_t account;
    enum tongue tongue;
    bool apply; /* else only judge */
    bool leave_wrong;
    enum import_order_state state;
    int64_t asked, done, total;
};

/* The import that this process is at, and how far: read by anybody while it is under way. */
struct import_running {
    atomic_llong import; /* 0: none */
    struct import_progress progress;
};

/* One that waits or runs already stays as it is. */
void import_order_ask(struct work *w, const struct import_order *o);
bool import_order_one(struct work *w, int64_t import, struct import_order *found);

/* The oldest that is not done, behind the one given; all zero begins. */
bool import_order_next(struct work *w, struct import_order *o);

/* Counts a try; false if it is no longer there to be done, or was tried too often. */
bool import_order_begin(struct work *w, const struct import_order *o);
/* It was begun and not done: through no fault of its own, or for good. */
void import_order_leave(struct work *w, int64_t import);
void import_order_break(struct work *w, int64_t import);
void import_order_tell(struct work *w, int64_t import, int64_t done, int64_t total);

/* The work itself, in a unit of its own; also for short imports without an order, in the request.
 * False if nothing was kept. */
bool import_order_do(
        struct work *w, const struct import_order *o, struct import_progress *progress);
