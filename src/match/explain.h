/* Why a need and an offer met: the words in both texts, joined by the concept they share.
 *
 * A concept is shared where both texts mean it, or where one means it and the other something
 * narrower. Each gets a tint, the same in both texts. */
#pragma once

#include "directory/listing.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"

enum { EXPLAIN_CONCEPTS = 8, EXPLAIN_MISSING = 6, EXPLAIN_WORDS = 8 };

struct mark {
    uint32_t start, len; /* bytes */
    uint32_t tint;       /* from 1 */
};

struct marks {
    struct mark *at; /* in the order of the text, not overlapping */
    size_t count;
};

struct explained {
    struct marks title, body;
};

/* Two words nobody knows that are spelt as the same word is in their languages. */
struct likeness {
    str need, offer;
};

struct explanation {
    uint32_t concepts[EXPLAIN_CONCEPTS]; /* tint i + 1 */
    size_t concept_count;
    uint32_t missing[EXPLAIN_MISSING]; /* things the need names and the offer does not */
    size_t missing_count;
    struct likeness alike[EXPLAIN_WORDS];
    size_t alike_count;
    str unknown[2][EXPLAIN_WORDS]; /* not understood: of the need, of the offer */
    size_t unknown_count[2];
    struct explained need, offer;
    str met;        /* certificates asked for and held: "ISO 9001;EN 9100" */
    str not_stated; /* asked for, and the other side says nothing of them */
};

/* True if a concept is the wider one or lies within it, at most two steps below. */
bool explain_within(const struct lexicon *l, uint32_t concept, uint32_t wider);

/* `held` are certificates of the organisation that offers, beside those of its offer. */
struct explanation explain_pair(struct work *w, struct reader *reader, const struct listing *need,
        const struct listing *offer, str held);
