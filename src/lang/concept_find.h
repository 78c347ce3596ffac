/* Which concept is meant by what somebody types: found by any term in any of the languages, first
 * whole terms, then their beginnings, then their insides. */
#pragma once

#include "lang/lexicon.h"

enum { CONCEPT_FOUND_MOST = 10 };

struct concept_found {
    uint32_t concept;
    str term; /* that was found, and its language */
    enum tongue tongue;
    int rank; /* 0 whole, 1 beginning, 2 inside */
};

struct concepts_found {
    struct concept_found at[CONCEPT_FOUND_MOST]; /* the best first, each concept once */
    size_t count;
};

struct concept_wish {
    str text;
    enum tongue tongue; /* terms in it go before others of their rank */
    uint32_t cluster;   /* whose own terms are looked at too */
    const bool *hidden; /* for each concept whether it is left out; NULL: none is */
};

struct concepts_found concept_find(
        struct arena *mem, const struct lexicon *l, const struct concept_wish *wish);

/* What to call a concept where nobody wrote a label in that language: in another one, or by its
 * id. `in` is the language it is in. */
str concept_label(const struct lexicon *l, uint32_t concept, enum tongue t, enum tongue *in);
