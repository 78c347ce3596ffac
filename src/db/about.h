/* What is stored about somebody, in whichever table: for what goes over all of them. The names of
 * tables and columns come from tables in the program or from the catalogue, never from people. */
#pragma once

#include "db/shape.h"

struct about {
    const struct shape_table *table;
    str column;
    struct arg value; /* a number or a text */
};

/* All columns, in the table's order: read with about_next(). Rows whose column is the value; or, for
 * about_holding(), a text with the value in it. */
struct rows about_rows(struct work *w, const struct about *a);
struct rows about_holding(struct work *w, const struct about *a);
bool about_next(struct rows *r, const struct shape_table *t, struct arg *cells);

bool about_any(struct work *w, const struct about *a); /* whether some column is the value */

/* Inside a transaction. Where the column is the value: the rows go, or it is set to another. */
void about_remove(struct work *w, const struct about *a);
void about_set(struct work *w, const struct about *a, struct arg to);

/* Where a text has the value in it, in whatever cases of ASCII letters: each such part is replaced, or
 * the rows go. */
void about_replace(struct work *w, const struct about *a, str by);
void about_remove_holding(struct work *w, const struct about *a);
