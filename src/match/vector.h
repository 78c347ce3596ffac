/* A text as a direction: which concepts it is about, each weighted, of length 1 in all.
 *
 * weight = log(1 + times) * how telling the concept is, with half of it handed up to the broader
 * concept and a quarter to the one above that; the fit of two texts is the cosine between them
 * (Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988). Keys are the
 * numbers of concepts, so that taught ones can be added behind them. */
#pragma once

#include "lang/lexicon.h"
#include "lang/vector.h"
#include "match/meaning.h"

struct vector vector_of(struct arena *mem, const struct lexicon *l, const struct meaning *m);

/* What somebody asks for: its concepts alone, since what is wider was not asked for. */
struct vector vector_asked(struct arena *mem, const struct lexicon *l, const struct meaning *m);
