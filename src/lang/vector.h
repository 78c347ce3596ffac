/* Texts as sparse vectors of length 1, so that two are compared by one sum.
 *
 * Channel C holds concepts, channel N hashed letters (cognate.h); both in this form. */
#pragma once

#include "lang/annotate.h"

struct weight {
    uint32_t key; /* the number of a concept, or of a letter group */
    float value;
};

struct vector {
    struct weight *at; /* by key, each once */
    size_t count;
};

/* Grows while a text is counted; the same key may stand many times until it is closed. */
struct tally {
    struct arena *mem;
    struct weight *at;
    size_t count;
    size_t room;
};

void tally_add(struct tally *t, uint32_t key, float value);

/* Sums each key, takes log(1 + sum) times the key's idf, and makes the length 1. `idf` may be
 * NULL: then all keys count alike. */
struct vector tally_close(struct tally *t, const float *idf);

enum { VECTOR_TITLE_TIMES = 3 }; /* a title counts as often */

/* For vectors closed without idf, once it is known: weighs them and makes the length 1 again. */
void vector_weigh(struct vector *v, const float *idf);

/* Counts a reading: every concept, half of it for the broader one, a quarter for the next. */
void tally_reading(struct tally *t, const struct lexicon *l, struct reading r, float times);

/* A listing: its title counts three times. */
struct vector vector_of_listing(struct arena *mem, const struct lexicon *l, struct reading title,
        struct reading text, const float *idf);

float vector_dot(struct vector a, struct vector b);

/* Before an instance has texts of its own: how much a concept says, judged by its kind and by the
 * mark "common" in the lexicon. As many numbers as the lexicon has concepts. */
const float *vector_builtin_idf(struct arena *mem, const struct lexicon *l);

/* idf of a key that stands in `with` of `all` texts. */
float vector_idf(size_t all, size_t with);
