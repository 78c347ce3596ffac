/* Many texts in the channels that their words give: concepts, letters that look alike across
 * languages, and the codes of imported thesauri. What is rare among them says more (idf). For measuring and for trying out;
 * what is matched and searched has indexes of its own. */
#pragma once

#include "lang/lexicon.h"
#include "lang/thesaurus.h"
#include "lang/vector.h"

/* Fit = concepts + 0.6 letters + 0.7 codes, as design/language.md weighs the channels C, N, T. */
#define CORPUS_LETTERS_SHARE 0.6F
#define CORPUS_CODES_SHARE 0.7F

enum { CORPUS_CONCEPTS, CORPUS_LETTERS, CORPUS_CODES, CORPUS_CHANNELS };

struct corpus {
    struct arena mem;
    struct reader *reader;
    const struct thesaurus *codes; /* NULL: none takes part */
    struct vector *texts[CORPUS_CHANNELS];
    size_t count, room;
    size_t keys[CORPUS_CHANNELS];
    float *idf[CORPUS_CHANNELS];    /* by key; counts until corpus_weigh() */
    float *spread[CORPUS_CHANNELS]; /* the text that is asked with; zero elsewhere */
};

/* Without imported thesauri `codes` is NULL. */
void corpus_open(struct corpus *c, struct reader *r, const struct thesaurus *codes, size_t most);
void corpus_close(struct corpus *c);

/* The title counts three times. What was added last has the number count - 1. */
void corpus_add(struct corpus *c, str title, str body, enum tongue t);
void corpus_weigh(struct corpus *c); /* after the last one, before the first question */

/* How well each text of [begin, end) fits text number `query`: `fits` has room for end - begin. */
void corpus_ask(struct corpus *c, size_t query, size_t begin, size_t end, float *fits);
