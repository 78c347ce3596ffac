/* One word looked up: its stem, what it means as a whole, or what its parts mean.
 *
 * Texts repeat their words, so the last few thousand are remembered. */
#pragma once

#include "lang/compound.h"

enum { WORD_MOST = STEM_MOST, NEAR_MOST = 4 };

struct word {
    uint64_t hash; /* 0: none */
    enum tongue tongue;
    uint8_t len;
    uint8_t stem_len;
    bool stop;
    bool stemmed; /* found by its stem, not by its form */
    char text[WORD_MOST];
    char stem[WORD_MOST];
    struct senses whole;
    struct sense near[NEAR_MOST]; /* what `whole` holds where the word was found by its stem */
    struct parts parts;
};

struct words {
    const struct terms *terms;
    struct stems stems;
    struct word *met;
};

struct words words_open(struct arena *mem, const struct terms *terms);
void words_close(struct words *w);

/* Valid until the next word is looked up. */
const struct word *word_of(struct words *w, enum tongue t, str text);
