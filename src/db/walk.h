/* One table in two databases, gone through side by side in the order of its key.
 *
 *     struct walk walk = walk_open(from, to, table);
 *     while (walk_next(&walk)) {
 *         ... walk.from_row and walk.to_row have the same key; one of them may be missing ...
 *     }
 *     walk_close(&walk);
 *
 * Each side is read in batches, so memory stays bounded, and what is stored on the way is not met
 * again. */
#pragma once

#include "db/shape.h"

struct walk_side {
    struct work *work;
    const struct shape_table *table;
    struct arena mem; /* of the rows at hand */
    struct arg *cells;
    int64_t rows;
    int64_t at;   /* the row the walk stands at */
    int64_t most; /* how many rows the next batch may have */
    bool ended;   /* there are none after those at hand */
};

struct walk {
    struct walk_side from;
    struct walk_side to;
    const struct arg *from_row; /* until the next one; NULL where that side has no such row */
    const struct arg *to_row;
};

struct walk walk_open(struct work *from, struct work *to, const struct shape_table *t);
bool walk_next(struct walk *k); /* false at the end of both, or after a fault on either */
void walk_close(struct walk *k);

bool walk_rows_equal(const struct shape_table *t, const struct arg *a, const struct arg *b);

/* "organisation, key 17", for people to read. */
str walk_row_name(struct arena *mem, const struct shape_table *t, const struct arg *row);
