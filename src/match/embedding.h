/* Texts as numbers by a model that somebody else runs: any address that speaks as OpenAI's
 * /v1/embeddings does. The administrator names it, or nobody does, and then this channel is silent.
 *
 * Texts are sent in the background (job/embedder.h) and kept by a digest of model and text, so a
 * page or a save never waits for it, and what fails is tried again later. */
#pragma once

#include "base/work.h"

enum { EMBEDDING_NUMBERS_MOST = 4096 };

struct embedding_source {
    str address; /* "https://models.example.org/v1/embeddings" */
    str model;
    str secret;     /* sealed, db/seal.h; empty: none */
    int64_t failed; /* when it last failed; 0: it did not */
    str failure;
};

/* False if there is none. */
bool embedding_source(struct work *w, struct embedding_source *found);
void embedding_source_set(struct work *w, const struct embedding_source *s); /* empty: none */
void embedding_source_note(struct work *w, str failure); /* empty: it answered */

int64_t embedding_digest(str model, str text);

/* As it is stored: a signed byte each in hexadecimal, scaled to length 127. Empty where the numbers
 * are none, too many, or not all finite. */
str embedding_written(struct arena *mem, const double *numbers, size_t count);

/* The cosine of two as they are stored, 0 where one is missing, they are of different lengths, or
 * it is negative. */
float embedding_fit(str a, str b);

/* Open texts and what to send of those that lack one of that model: confidential ones are never
 * sent to anybody. */
struct embedding_due {
    int64_t listing;
    str text; /* empty: it has one */
    int64_t digest;
};

struct embedding_dues {
    struct embedding_due *at;
    size_t count;
};

struct embedding_dues embedding_list(struct work *w, str model, int64_t after, size_t most);
void embedding_keep(struct work *w, const struct embedding_due *due, str numbers);
