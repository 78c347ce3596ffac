/* "Is there a warm way in?" What somebody is told tells who knows whom, so it is told sparingly: of
 * an organisation or a cluster only, never of one person; "perhaps" where fewer than
 * INTRODUCTION_CROWD_LEAST people could be meant, or where there is none; the same again whenever
 * they ask again before it is old; and not too often. */
#pragma once

#include "trust/introduction.h"

enum {
    INTRODUCTION_CROWD_LEAST = 3,
    INTRODUCTION_QUESTIONS_DAY_MOST = 10,
    INTRODUCTION_QUESTIONS_MONTH_MOST = 40,
    /* So long the answer stays: as long as an introduction may take, so that nothing that those who
     * were asked do meanwhile is seen by asking again. */
    INTRODUCTION_QUESTION_SECONDS = INTRODUCTION_SECONDS,
};

struct introduction_question {
    int64_t asker;               /* an individual */
    enum introduction_aim about; /* AIM_ORGANISATION or AIM_CLUSTER */
    int64_t about_id;
    struct introduction_told told;
};

/* What is asked about where that is the aim: of a person it is their organisation. */
struct introduction_question introduction_question_of(struct work *w, const struct introduction *n);

/* Whether it was answered already; then what was told. */
bool introduction_question_told(struct work *w, struct introduction_question *q);
bool introduction_question_may(struct work *w, int64_t asker); /* not asked too often */
bool introduction_question_crowd(struct work *w, const struct introduction_question *q);

/* In a transaction: what was told, in place of what was told long ago. */
void introduction_question_keep(struct work *w, const struct introduction_question *q);
void introduction_question_sweep(struct work *w); /* forgets what is old; for the clock */
