/* The database a command works on, opened and brought up to this program's shape. Whoever is root
 * becomes whose file it is before. */
#pragma once

#include "base/work.h"
#include "db/seal.h"

/* False, with the reason on the error output, if it cannot be opened, a newer program made it, or
 * moving something into it was not finished. The work needs its arena; database and time are put
 * in. */
bool open_database(struct work *w, const char *path);

/* The same, after a quick look whether it is damaged: then it is left untouched. A file larger than
 * OPEN_LOOK_BYTES_MOST is opened without the look, which is said. */
bool open_sound(struct work *w, const char *path);

/* The same as open_database(), but also where moving something into it was not finished. */
bool open_destination(struct work *w, const char *path);

/* A database that is there, in whatever shape it is. */
bool open_as_it_is(struct work *w, const char *path);
void open_done(struct work *w);

enum { OPEN_LOOK_BYTES_MOST = 1 << 30 };

/* The key that seals secrets in that database: in the file named, or $HANDSLAG_KEY, else beside the
 * database; made where there is none. False, with the reason as a fault, where it cannot be had or
 * belongs to another database. */
bool open_seal(struct work *w, const char *path, const char *key, struct seal *seal);

/* The file of erasures of that database (privacy/erasure.h): $HANDSLAG_ERASED, else beside the
 * database. open_database() and open_sound() have brought both to one state. */
const char *open_erased(struct arena *mem, const char *path);

/* $HANDSLAG_DB, else what the file of settings says, else data/handslag.db. */
const char *open_default_path(void);
