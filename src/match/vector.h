/* A text as a direction: which concepts it is about, each weighted, of length 1 in all.
 *
 * weight = log(1 + times) * how telling the concept is, with half of it handed up to the broader
 * concept and a quarter to the one above that; the fit of two texts is the cosine between them
 * (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988). The
 * first dimensions are the NACE divisions, so that a market has a direction too; the concepts
 * follow, so that taught ones can be added behind them. */
#pragma once

#include "lang/lexicon.h"
#include "lang/vector.h"
#include "match/meaning.h"

enum { DIVISIONS = 100 };

/* The keys of the vectors here are dimensions: a division, or a concept. */

size_t vector_dimensions(const struct lexicon *l);

static inline uint32_t vector_dimension(uint32_t concept) {
    return DIVISIONS + concept;
}

struct vector vector_of(struct arena *mem, const struct lexicon *l, const struct meaning *m);

/* What somebody asks for: its concepts alone, since what is wider was not asked for. */
struct vector vector_asked(struct arena *mem, const struct lexicon *l, const struct meaning *m);

/* What a trade means to the other side: the goods, and the sectors they go to. */
struct vector vector_market(
        struct arena *mem, const struct vector *goods, const uint64_t divisions[2]);
