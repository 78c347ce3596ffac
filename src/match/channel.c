#include "match/channel.h"

str channel_word(enum channel c) {
    switch (c) {
    case CHANNEL_CONCEPTS: return STR("concepts");
    case CHANNEL_LETTERS: return STR("letters");
    case CHANNEL_CODES: return STR("codes");
    case CHANNEL_EMBEDDINGS: return STR("embeddings");
    case CHANNELS: break;
    }
    return STR("");
}

struct channels channel_usual(void) {
    return (struct channels){{[CHANNEL_CONCEPTS] = 1,
            [CHANNEL_LETTERS] = 0.6F,
            [CHANNEL_CODES] = 0.7F,
            [CHANNEL_EMBEDDINGS] = 1}};
}

float channel_sum(const struct channels *cosines, const struct channels *weights) {
    float sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
        sum += cosines->of[c] * weights->of[c];
    }
    return sum < 1 ? sum : 1;
}
