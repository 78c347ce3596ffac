/* A note cut into its sentences, as people type notes: full stops, lines, bullets, abbreviations,
 * in any of our languages. Where it is not clear that one ends, it goes on. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

struct sentences {
    str *at; /* slices of the text */
    size_t count;
};

enum { SENTENCES_MOST = 200 }; /* what is left over stands in the last one */

struct sentences sentence_list(struct arena *mem, str text);
