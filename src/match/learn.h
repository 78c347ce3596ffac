/* What a taught word would change: which texts hold it, and what they would match then.
 *
 * Texts are found by their words in memory (words.h), so that teaching takes effect within a
 * second also where there are hundreds of thousands. */
#pragma once

#include "directory/scope.h"
#include "directory/taught.h"
#include "match/match.h"

enum { LEARN_TEXTS_MOST = 20000, LEARN_TRIED_MOST = 100, LEARN_FIRST = 5 };

struct learn_texts {
    uint32_t *at; /* places in the roster, each once */
    int64_t *ids; /* and the listings, for when memory is no longer looked at */
    size_t count;
};

struct learn_change {
    size_t texts;               /* that may hold the word */
    size_t tried;               /* of these compared before and after, at most LEARN_TRIED_MOST */
    size_t changed;             /* of these understood otherwise */
    size_t gained, lost;        /* pairs of a need and an offer that meet only then, or no more */
    int64_t first[LEARN_FIRST]; /* listings that are understood otherwise */
};

/* Open texts in which the word may stand; of one cluster's members only where the term is theirs. */
struct learn_texts learn_texts(
        struct work *w, const struct index *x, const struct roster *r, const struct taught_term *t);

struct learn_trial {
    const struct index *index;
    const struct roster *roster;
    const struct lexicon *then; /* as it would be */
    const struct scope *scope;  /* whose eyes: what they may not see is neither read nor counted */
};

/* Nothing is stored. Else somebody could ask word by word what stands in others' texts. */
struct learn_change learn_try(
        struct work *w, const struct learn_trial *trial, const struct taught_term *t);

/* In the unit that saves the term: these are read anew by everyone who follows the log. */
void learn_touch(struct work *w, const struct learn_texts *texts);
