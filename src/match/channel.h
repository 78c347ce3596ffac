/* The channels by which a need and an offer fit, and how much each counts.
 *
 * The concepts they share find the pairs (match.h). The best of these are looked at once more by
 * the other channels: letters that look alike across languages, codes in common, and embeddings
 * where the administrator named a source. Fit = the sum of each channel's cosine times its weight,
 * 1 at most; each contribution is kept, so that a page can say what made the fit. Embeddings are
 * never the only evidence, for without a shared concept there is no pair. */
#pragma once

#include "base/work.h"

enum channel { CHANNEL_CONCEPTS, CHANNEL_LETTERS, CHANNEL_CODES, CHANNEL_EMBEDDINGS, CHANNELS };

/* One number for each channel: a cosine, a weight, or a contribution. */
struct channels {
    float of[CHANNELS];
};

str channel_word(enum channel c);    /* "concepts", for other programs */
struct channels channel_usual(void); /* 1, 0.6, 0.7, 1 */

float channel_sum(const struct channels *cosines, const struct channels *weights); /* 0 to 1 */
