/* Finding the known words in a compound: Aluminiumprofile, vindmølleblade, stålkonstruktion.
 *
 * Dynamic programming over the cheapest way to cover the word with known parts, linking elements
 * and unknown rests. */
#pragma once

#include "lang/terms.h"

enum { COMPOUND_MOST = STEM_MOST, PARTS_MOST = 12 };

struct part {
    uint8_t start; /* bytes of the comparable word */
    uint8_t len;
    struct senses senses; /* none where the part is unknown */
};

struct parts {
    struct part at[PARTS_MOST];
    size_t count;
    size_t known;
};

/* Whether the language writes compounds as one word. */
bool compounds_in(enum tongue t);

/* `inner`: the word is known as a whole, and its parts are asked for. */
struct parts compound_split(
        const struct terms *terms, const struct stems *stems, enum tongue t, str word, bool inner);
