/* The files of a SQLite database, from outside of it. */
#pragma once

#include "base/arena.h"

/* Whether another process works on it. Whoever has a database in the mode we use open, has a lock on
 * the bytes from 2^30 on (sqlite.org/fileformat2.html, "The Lock-Byte Page"). Not while this process
 * has it open itself: looking would let go of its lock. */
bool sqlite_file_used(const char *path);

/* Puts `fresh` in the place of `path`, at once; what was there gets the name `aside`, also if it is
 * damaged, and with what it had not written back. False with the fault; then `path` is what it was. */
bool sqlite_file_replace(
        struct arena *mem, const char *path, const char *fresh, const char *aside, str *fault);
