/* A whole copy of the database while others go on working on it, compared row by row with what it was
 * copied from, and a list of those that were made. */
#pragma once

#include "db/db.h"

struct backup {
    int64_t at; /* seconds since 1970; 0: there is none */
    int64_t bytes;
    int64_t rows; /* compared */
    int64_t took; /* milliseconds */
};

/* All as it was at one moment, in a new SQLite file, whatever kind the database is of; every row is
 * the same on both sides, and the file is sound, or nothing is left of it. False with the fault in
 * the work. */
bool backup_make(struct work *w, const char *path, struct backup *made);

void backup_note(struct work *w, const struct backup *made); /* in a unit of its own */
struct backup backup_last(struct work *w);
