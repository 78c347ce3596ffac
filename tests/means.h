/* Which mean of two people's ratings of each other tells best whether both of them say yes.
 *
 * A line of the data is one meeting of a and b, in four columns with tabs between:
 *
 *     a's rating of b    b's rating of a    did a say yes (1 or 0)    did b
 *
 * Ratings are 0 or more. A first line that begins with no digit is taken for a heading; lines in
 * which a rating or an answer is missing are left out, and counted. */
#pragma once

#include "base/arena.h"

#include <stdio.h>

struct meeting {
    double a, b; /* what a gives b, and b a */
    bool both;   /* said yes */
};

struct meetings {
    struct meeting *at;
    size_t count, room;
    size_t agreed;   /* both said yes */
    size_t left_out; /* lines */
};

enum mean {
    MEAN_HARMONIC,
    MEAN_PRODUCT, /* which puts pairs in the order of the geometric mean */
    MEAN_MINIMUM,
    MEAN_ARITHMETIC,
    MEAN_MAXIMUM,
    MEAN_ONLY_A, /* what a says of b; b is not asked */
    MEAN_ONLY_B,
    MEANS
};

const char *mean_name(enum mean m);
double mean_of(enum mean m, double a, double b);

/* How often a pair that agreed stands above one that did not, equal ones being half: the area under
 * the ROC curve. The error is that of Hanley and McNeil, The meaning and use of the area under a
 * receiver operating characteristic (ROC) curve, Radiology 143, 1982. */
struct area {
    double area, error;
};

struct meetings means_read(struct arena *mem, FILE *file);

/* Of those who agreed among those who did not; there must be some of each. */
struct area means_area(struct arena *mem, const struct meetings *all, enum mean m);
