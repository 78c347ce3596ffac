/* Statements and their values as libpq takes them: numbers in figures, texts as their bytes. */
#pragma once

#include "base/arena.h"
#include "base/arg.h"

#include <libpq-fe.h>

/* From the catalogue pg_type: these numbers never change. */
enum { PG_BOOL = 16, PG_INT8 = 20, PG_TEXT = 25, PG_FLOAT8 = 701 };

struct pg_bound {
    int count;
    Oid *types;
    const char **at;
    int *lengths;
    int *formats;
};

struct pg_bound pg_bind(struct arena *mem, struct args values);

/* The first "?" outside quotes becomes $1, and so on. */
char *pg_numbered(struct arena *mem, const char *sql);
