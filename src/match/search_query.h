/* What somebody types to find needs and offers: its words as they are, and what they mean.
 *
 * The meaning is read in the language in which most of it is understood: of several alike in the
 * one the text is surely in, else in the reader's. */
#pragma once

#include "directory/scope.h"
#include "lang/detect.h"
#include "match/vector.h"

enum { SEARCH_BYTES_MOST = 400, SEARCH_WORDS_MOST = 24 };

struct search_query {
    str text;                     /* no longer than SEARCH_BYTES_MOST */
    enum tongue tongue;           /* in which it was understood */
    str words[SEARCH_WORDS_MOST]; /* as words_text() has them */
    size_t word_count;
    struct spans met; /* what is understood, in the order of the text */
    struct vector meaning;
};

/* Words taught for the clusters in the scope hold too. */
struct search_query search_read(struct work *w, struct reader *reader, const struct detector *d,
        const struct scope *scope, str text);
