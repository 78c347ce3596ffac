/* What was erased, by numbers alone: in the database, and in a file beside it, a line each:
 * "person 17 1700000000 1800000000", which is what, its number, when it was stored and when it was
 * erased.
 *
 * A backup that is brought back knows less than the file: what that says is erased again when the
 * database is opened. A number that was given anew since is told from the old one by when its row
 * was stored. */
#pragma once

#include "base/work.h"

struct erasure_agreed {
    int64_t again;   /* rows that were there once more and are erased again */
    int64_t written; /* lines that the file lacked */
};

/* Outside a transaction: brings the file and the database to one state. The file is made where there
 * is none and something to write. False, with a fault, where it cannot be read or written. */
bool erasure_agree(struct work *w, const char *file, struct erasure_agreed *found);
