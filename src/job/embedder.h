/* Sends texts to the source of embeddings, a few at a time, in the background: one thread, and in
 * PostgreSQL one machine at a time. Nobody waits for it. A source that does not answer, refuses, or
 * answers what makes no sense is left alone for a while, and the administrator can read why.
 *
 * https://platform.openai.com/docs/api-reference/embeddings is the form of question and answer. */
#pragma once

#include "db/seal.h"
#include "match/embedding.h"

#include <stdatomic.h>

enum { EMBEDDER_AT_ONCE = 16 };

struct embedder;

/* NULL on a fault, said in `mem`. */
struct embedder *embedder_start(
        struct arena *mem, const char *database, const struct seal *seal, str *fault);
void embedder_stop(struct embedder *e);

enum embedder_turn { EMBEDDER_NOTHING, EMBEDDER_SENT, EMBEDDER_FAILED };

struct embedder_limits {
    long milliseconds; /* for one answer */
    const atomic_bool *stop;
    const struct seal *seal; /* opens the source's secret */
};

/* One question to the source, for texts of ids above *after, which moves on: for the thread and for
 * tests. EMBEDDER_NOTHING at the end of the round, or without a source. */
enum embedder_turn embedder_turn(
        struct work *w, const struct embedder_limits *limits, int64_t *after);
