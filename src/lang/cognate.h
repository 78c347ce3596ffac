/* Words that look alike across languages: Extrusion, ekstrudering, extrusion.
 *
 * Every word is written the way it sounds in most of the languages, cut into groups of two to
 * four letters, and each group is hashed to a number below COGNATE_KEYS. */
#pragma once

#include "lang/vector.h"

struct terms;

enum { COGNATE_KEYS = 1 << 18, COGNATE_WORD_MOST = 64 };

struct cognate {
    char at[COGNATE_WORD_MOST * 2];
    size_t len;
};

/* One comparable word the common way; letters outside a to z are kept as they are. */
void cognate_of(str word, struct cognate *out);

/* How much each group says, by how many words of the lexicon have it: COGNATE_KEYS numbers. */
const float *cognate_idf(struct arena *mem, const struct lexicon *l);

/* Counts all words of a text that are not stop words of its language. */
void tally_cognates(struct tally *t, str text, enum tongue tongue, const struct lexicon *l);

/* The same where only the words without matter are at hand. */
void tally_letters(struct tally *t, str text, enum tongue tongue, const struct terms *stops);
