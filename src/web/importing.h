/* Imports too long for a request: one thread with a connection of its own does one after the
 * other, and pages ask how far it is. */
#pragma once

#include "directory/import.h"
#include "match/live.h"

enum { IMPORTING_LONG = 2000 }; /* rows; fewer are done at once */

struct importing;

struct importing_order {
    int64_t id;
    int64_t actor;
    enum tongue tongue;
    bool apply; /* else only judge */
    bool leave_wrong;
};

enum importing_state {
    IMPORTING_NOT,
    IMPORTING_WAITS,
    IMPORTING_RUNS,
    IMPORTING_DONE,
    IMPORTING_BROKE
};

struct importing_seen {
    enum importing_state state;
    bool apply;
    int64_t done;
    int64_t all;
};

/* NULL on a fault, said in `mem`. */
struct importing *importing_start(
        struct arena *mem, const char *database, struct live *live, str *fault);
void importing_stop(struct importing *g); /* what runs is undone, what waits is forgotten */

/* False if too many wait already. An import that waits or runs is not taken twice. */
bool importing_ask(struct importing *g, const struct importing_order *order);
struct importing_seen importing_look(struct importing *g, int64_t id);

/* The work of one order, within a transaction of its own: also for short imports, in the request.
 * False if nothing was kept. */
bool importing_do(
        struct work *w, const struct importing_order *order, struct import_progress *progress);
