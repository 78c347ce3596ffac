/* The database a command works on, opened and brought up to this program's shape. */
#pragma once

#include "base/work.h"

/* False, with the reason on the error output, if it cannot be opened, or a newer program made it.
 * The work needs its arena; database and time are put in. */
bool open_database(struct work *w, const char *path);
void open_done(struct work *w);

const char *open_default_path(void); /* $HANDSLAG_DB, else data/handslag.db */
