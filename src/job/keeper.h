/* Keeps house: gives audit rows their places in the chain, makes the bytes of what was erased leave
 * the files, tells people what is stored about them, and lets go of what is past its day.
 *
 * One thread with a connection of its own. It looks every second, and once an hour at what is past
 * its day; on one machine at a time. */
#pragma once

#include "privacy/notice.h"

struct keeper;

struct keeping {
    const char *database;
    const char *erased; /* the file of erasures; see privacy/erasure.h */
    struct notice notice;
};

/* NULL on a fault, said in `mem`. What `keeping` names outlives it. */
struct keeper *keeper_start(struct arena *mem, const struct keeping *keeping, str *fault);
void keeper_stop(struct keeper *k);

/* One look, and one turn of the hour, for tests; `w` has a database and a time. */
void keeper_look(struct work *w, const struct keeping *k);
void keeper_hour(struct work *w, const struct keeping *k);
