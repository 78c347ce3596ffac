/* All that one database holds, brought into another one of any kind, and compared row by row.
 *
 * It is done table by table: what the destination has and the source has not goes, what it lacks
 * comes, in units of some thousand rows. So a copy that was broken off goes on where it was, and
 * whatever happened to the destination meanwhile is mended. The source is read as it was at one
 * moment, while others go on working on it; at the end every column of every row is compared.
 *
 * Until all of it is there, the destination carries a mark, and nothing else may work on it. */
#pragma once

#include "db/db.h"

struct copy_step {
    str table;
    int64_t rows;  /* of it, so far */
    bool complete; /* the table is done */
    bool compared; /* in the last walk; else it is being copied */
};

struct copy {
    struct work *from; /* both opened and migrated; what breaks on either side stands in `to` */
    struct work *to;
    bool one_moment; /* it is good although the source goes on changing: a backup */

    /* Told now and then; false ends it, to be gone on with another time. May be NULL. */
    bool (*watch)(void *whom, const struct copy_step *step);
    void *whom;

    /* What came of it. */
    bool resumed;
    str unfinished; /* where an earlier copy came from, if COPY_OTHER */
    int64_t tables; /* equal on both sides */
    int64_t rows;
};

enum copied {
    COPIED,
    COPY_BEHIND,   /* equal to what the source was; that has changed, and the mark stays */
    COPY_SAME,     /* both are the same database */
    COPY_OCCUPIED, /* the destination holds something already: it was not touched */
    COPY_OTHER,    /* a copy of something else into it was not finished: it was not touched */
    COPY_AT_WORK,  /* another copy into it is under way */
    COPY_STOPPED,
    COPY_BROKE,
};

enum copied copy_all(struct copy *c);

/* The last walk alone: false, with the first row that is not the same on both sides as the fault. */
bool copy_compare(struct copy *c);

/* Where the unfinished copy in this database comes from; empty if it is whole. */
str copy_unfinished(struct work *w);
