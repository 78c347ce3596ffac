/* The words behind import_header.c: targets, the kinds of table they belong to, and what people
 * call them. Compared folded, so marks and capitals do not matter. */
#pragma once

#include <stddef.h>

enum {
    IN_CLUSTERS = 1,
    IN_ORGANISATIONS = 2,
    IN_PERSONS = 4,
    IN_LISTINGS = 8,
};

struct import_word {
    const char *target;
    unsigned kinds;
    const char *words; /* parted by ";" */
};

extern const struct import_word import_words[];
extern const size_t import_word_count;

/* Words that may mean a name, or something else that has one: the weakest of claims. */
extern const char *const import_weak_names;
