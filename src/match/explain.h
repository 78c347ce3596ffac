/* Why a need and an offer met: the words in both texts, joined by the concept they share.
 *
 * A concept is shared where both texts mean it, or where one means it and the other something
 * narrower. Each gets a tint, the same in both texts. */
#pragma once

#include "directory/listing.h"
#include "lang/annotate.h"
#include "lang/lexicon.h"

enum { EXPLAIN_CONCEPTS = 8 };

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

struct explanation {
    uint32_t concepts[EXPLAIN_CONCEPTS]; /* tint i + 1 */
    size_t concept_count;
    struct explained need, offer;
    str met;        /* certificates asked for and held: "ISO 9001;EN 9100" */
    str not_stated; /* asked for, and the other side says nothing of them */
};

/* True if a concept is the wider one or lies within it, at most two steps below. */
bool explain_within(const struct lexicon *l, uint32_t concept, uint32_t wider);

/* `held` are certificates of the organisation that offers, beside those of its offer. */
struct explanation explain_pair(struct work *w, struct reader *reader, const struct listing *need,
        const struct listing *offer, str held);
