/* The shape of the database, in numbered steps (sql/NNNN_folder.sql, embedded at build).
 *
 * All that are missing are taken in one transaction: whatever ends it in the middle, the database is
 * as it was. The folder in a step's name owns the tables that it makes. */
#pragma once

#include "db/db.h"

struct migration {
    const char *name; /* "0001_directory" */
    const char *sql;
};

extern const struct migration migrations[];
extern const size_t migration_count;

enum migrated {
    MIGRATED,
    MIGRATE_NEWER, /* made by a newer program: nothing was touched */
    MIGRATE_BROKE, /* a step failed and nothing was done; the work says why */
};

/* Asked before the shape of a database that holds something is changed; false, with the fault in the
 * work, leaves it as it is. */
struct migrating {
    bool (*before)(void *whom, struct work *w, int64_t step);
    void *whom;
};

enum migrated migrate(struct work *w);
enum migrated migrate_after(struct work *w, const struct migrating *m);
int64_t migrate_step(struct work *w); /* the last step taken; 0 in an empty database */
