/* The shape of the database, in numbered steps (sql/NNNN_folder.sql, embedded at build).
 *
 * Each step is one transaction. The folder in a step's name owns the tables that it makes. */
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
    MIGRATE_BROKE, /* a step failed and was undone; the work says why */
};

enum migrated migrate(struct work *w);
int64_t migrate_step(struct work *w); /* the last step taken; 0 in an empty database */
