/* How well the lexicon finds the right meaning across languages, measured on files that say what
 * is right (gold.h). */
#pragma once

#include "lang/annotate.h"
#include "lang/gold.h"
#include "lang/thesaurus.h"

struct label_scores {
    double first; /* share found at rank 1 */
    double tenth; /* share found among the first ten */
    double mrr;   /* mean of one over the rank */
    size_t count; /* queries asked */
};

/* The query is a label in one language; of all labels in the other, how early comes its own? A
 * thousand queries drawn with `seed`; equal scores share their ranks. */
struct label_scores eval_labels(struct reader *r, const struct labels *labels, enum tongue from,
        enum tongue into, uint64_t seed);

/* nDCG@10 of each pair of languages: the query is a notice in one, the candidates are all notices
 * in the other, and those with the same first four digits of the code are right (Järvelin and
 * Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002; gain 0 or 1). */
struct notice_scores {
    double ndcg[TONGUE_COUNT][TONGUE_COUNT];    /* [from][into] */
    size_t queries[TONGUE_COUNT][TONGUE_COUNT]; /* that have anything right among the candidates */
    double across;                              /* mean over queries into another language */
    double within;                              /* and into their own, themselves left out */
};

/* Without imported thesauri `codes` is NULL. */
struct notice_scores eval_notices(
        struct reader *r, const struct thesaurus *codes, const struct notices *notices);
