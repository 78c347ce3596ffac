/* What can be told of a need or offer while it is written: who wrote the like before, in which
 * language it reads, which side it speaks for, and in which sectors the like stand.
 *
 * Only suggestions: nothing of it is stored, and what the reader may not see plays no part. */
#pragma once

#include "directory/listing.h"
#include "web/title.h"

enum { WRITING_SIMILAR = 5, WRITING_CONCEPTS = 3, WRITING_SECTORS = 3 };

struct writing_like {
    int64_t listing;
    uint32_t concepts[WRITING_CONCEPTS]; /* that both speak of, the most telling first */
    size_t concept_count;
    bool double_of; /* the same organisation said it before in nearly the same words */
};

struct writing {
    struct writing_like like[WRITING_SIMILAR];
    size_t like_count;
    struct listings listings; /* of those, without those that went meanwhile */
    struct titles titles;
    str lang;                     /* in which it reads; empty: as declared, or not sure */
    str side;                     /* for which it speaks; empty: as chosen, or it does not say */
    str sectors[WRITING_SECTORS]; /* divisions; only while there are none */
    size_t sector_count;
    bool asked; /* there was something to look for */
};

/* Of what is in the form; its id is 0 while it is new. */
struct writing writing_look(struct page *p, const struct listing *l);
