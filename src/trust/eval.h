/* How well trust foresees what people will think of each other: measured on a signed network with
 * times, as those of the Stanford collection (SNAP: soc-sign-bitcoin-otc and -alpha; Kumar, Spezzano,
 * Subrahmanian and Faloutsos, Edge Weight Prediction in Weighted Signed Networks, ICDM 2016). Learned
 * is from the earlier ratings alone; asked is for the sign of the later ones.
 *
 * Ours is made of the same parts as belief: experience counted as r and s, faded by its age, its mean
 * that of a beta distribution (Jøsang and Ismail 2002), and what others say of somebody discounted by
 * how far they are believed (Jøsang 2001). Four kinds of experience, each with the share of good
 * ratings as its base rate, say how likely a good rating is: what people say of the one rated, what
 * the rater says of people, what the one rated said of the rater, and what the rater's own trusted
 * people say. They are put together by adding weights of evidence, the logarithms of odds (Good,
 * Probability and the Weighing of Evidence, 1950). Where there is none of a kind it adds nothing. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct eval_rating {
    uint32_t from, to; /* people, numbered without gaps */
    double value;      /* -1 to 1, never 0 */
    double time;       /* seconds */
};

struct eval_ratings {
    struct eval_rating *at; /* in the order of time */
    size_t count;
    uint32_t people;
};

enum eval_flaw {
    EVAL_FINE,
    EVAL_FIELDS,  /* not four fields with commas between */
    EVAL_PERSON,  /* rater or rated is no whole number, or both are the same */
    EVAL_RATING,  /* not a whole number from -10 to 10, or 0 */
    EVAL_TIME,    /* no number of seconds */
    EVAL_TOO_FEW, /* less than ten lines, or too many */
};

enum { EVAL_LEAST = 10, EVAL_MOST = 50000000 };

/* SOURCE,TARGET,RATING,TIME on each line. What is wrong with which line, the first being 1. */
enum eval_flaw eval_read(struct arena *mem, str text, struct eval_ratings *found, size_t *line);

enum eval_way {
    EVAL_OURS,
    EVAL_MEAN,        /* the mean rating received */
    EVAL_RECIPROCITY, /* what the one rated said of the rater */
    EVAL_SHARED,      /* products of ratings over people between the two */
    EVAL_GOODNESS,    /* fairness times goodness */
    EVAL_WAYS,
};

struct eval_result {
    size_t learned, asked, bad; /* ratings, and how many of those asked for are below 0 */
    double auc[EVAL_WAYS];      /* 0.5 is a guess; each below 0 where all asked for have one sign */
};

struct eval_result eval_run(struct arena *mem, const struct eval_ratings *all, int64_t months);
