/* What comes twice, because its answer was lost or a button was pressed twice, is stored once: what it
 * is known by (`once` of the work) is kept in the transaction that stores it. */
#pragma once

#include "db/db.h"

enum { ONCE_KNOWN_SECONDS = 7 * 24 * 3600 };

bool once_known(struct work *w, str key);
void once_forget(
        struct work *w, str key); /* in a unit of its own: what was stored is not what was asked */
void once_sweep(struct work *w);

/* For db_begin(): from now on it is known, if this unit is kept. */
void once_claim(struct work *w);
