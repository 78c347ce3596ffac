/* Why a need or offer was found: what stands in it as it was typed, and what means the same. */
#pragma once

#include "match/explain.h"
#include "match/search.h"

struct search_why {
    struct explained marks; /* tint 1: as it was typed; from 2 on: by concept */
    bool exact;             /* something in it is as it was typed */
    str asked, said;        /* the words that share the hit's concept; empty where there are none */
    uint32_t tint;          /* of that concept */
};

struct search_why search_why(struct work *w, struct reader *reader, const struct search_query *q,
        const struct search_hit *hit, const struct listing *l);
