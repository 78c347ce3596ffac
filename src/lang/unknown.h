/* The words of texts that the lexicon does not know, and how often they stand there. */
#pragma once

#include "lang/annotate.h"

struct unknown_word {
    str word; /* in its comparable form */
    size_t times;
    uint64_t hash;
};

struct unknown_words {
    struct arena *mem;
    struct unknown_word *at; /* a table of `room` places until unknown_sort() */
    size_t count, room;
    size_t texts;
    size_t read;   /* words met, known and unknown */
    size_t missed; /* unknown ones */
};

void unknown_count(struct unknown_words *u, struct reader *r, str text, enum tongue t);
void unknown_sort(struct unknown_words *u); /* the most frequent first, equal ones by their bytes */
