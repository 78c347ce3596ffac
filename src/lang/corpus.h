/* Many texts in the two channels that their words give: concepts, and letters that look alike
 * across languages. What is rare among them says more (idf). For measuring and for trying out;
 * what is matched and searched has indexes of its own. */
#pragma once

#include "lang/lexicon.h"
#include "lang/vector.h"

/* Fit = concepts + 0.6 letters, as design/language.md weighs the channels C and N. */
#define CORPUS_LETTERS_SHARE 0.6F

struct corpus {
    struct arena mem;
    struct reader *reader;
    struct vector *concepts, *letters; /* by text */
    size_t count, room;
    float *idf[2];    /* by concept, by letter group; counts until corpus_weigh() */
    float *spread[2]; /* the text that is asked with; zero elsewhere */
};

void corpus_open(struct corpus *c, struct reader *r, size_t most);
void corpus_close(struct corpus *c);

/* The title counts three times. What was added last has the number count - 1. */
void corpus_add(struct corpus *c, str title, str body, enum tongue t);
void corpus_weigh(struct corpus *c); /* after the last one, before the first question */

/* How well each text of [begin, end) fits text number `query`: `fits` has room for end - begin. */
void corpus_ask(struct corpus *c, size_t query, size_t begin, size_t end, float *fits);
