/* The tables of a database, as its own catalogue tells them: those that others refer to stand
 * before them.
 *
 * What a database says of itself alone is left out: which steps it has taken, and what is being
 * copied into it. */
#pragma once

#include "base/buf.h"
#include "db/db.h"

struct shape_column {
    str name;
    bool number; /* else it is a text */
};

struct shape_table {
    str name;
    struct shape_column *columns; /* first the primary key, in its order; then the others by name */
    size_t count;
    size_t keys; /* how many columns the key has */
};

struct shape {
    struct shape_table *at;
    size_t count;
};

/* A table without a key, or a column that is no text and no whole number, is a fault. */
struct shape shape_read(struct work *w);

/* The first table that they do not have alike; empty if they are of one shape. */
str shape_differing(const struct shape *a, const struct shape *b);

/* Pieces of statements: a name in quotes; the first so many columns with commas between them. */
void shape_add_name(struct buf *out, str name);
void shape_add_columns(struct buf *out, const struct shape_table *t, size_t count);
