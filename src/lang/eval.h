/* How well the lexicon finds the right meaning: labels of one classification in two languages.
 *
 * The query is a label in one language; of all labels in the other, how early comes its own? */
#pragma once

#include "lang/annotate.h"

enum { LABEL_ROWS_MOST = 50000 };

/* A tab-separated file: the first line names the columns "code" and language codes. */
struct labels {
    str *code;
    str *text[TONGUE_COUNT]; /* NULL where the file lacks the language */
    size_t count;
};

struct label_scores {
    double first; /* share found at rank 1 */
    double tenth; /* share found among the first ten */
    double mrr;   /* mean of one over the rank */
    size_t count; /* queries asked */
};

struct labels labels_read(struct arena *mem, str tsv);

/* A thousand queries drawn with `seed`; equal scores share their ranks. */
struct label_scores labels_measure(struct reader *r, const struct labels *labels, enum tongue from,
        enum tongue into, uint64_t seed);
