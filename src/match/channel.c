#include "match/channel.h"

#include "db/db.h"

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

struct channels channel_weights(struct work *w, int64_t cluster) {
    struct channels found = channel_usual();
    int64_t hundredths[CHANNELS] = {0};
    struct rows r = db_rows(w,
            "SELECT concepts, letters, codes, embeddings FROM channel_weight WHERE cluster_id = ?",
            num(cluster));
    bool there = db_next(&r, to(hundredths[CHANNEL_CONCEPTS]), to(hundredths[CHANNEL_LETTERS]),
            to(hundredths[CHANNEL_CODES]), to(hundredths[CHANNEL_EMBEDDINGS]));
    db_stop(&r);
    for (int c = 0; there && c < CHANNELS; c++) {
        found.of[c] = (float)hundredths[c] / 100.0F;
    }
    return found;
}

static int64_t hundredths(float weight) {
    return (int64_t)(weight * 100.0F + 0.5F);
}

void channel_set(struct work *w, int64_t cluster, const struct channels *weights) {
    db_run(w,
            "INSERT INTO channel_weight (cluster_id, concepts, letters, codes, embeddings)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (cluster_id) DO UPDATE"
            " SET concepts = excluded.concepts, letters = excluded.letters,"
            " codes = excluded.codes, embeddings = excluded.embeddings",
            num(cluster), num(hundredths(weights->of[CHANNEL_CONCEPTS])),
            num(hundredths(weights->of[CHANNEL_LETTERS])),
            num(hundredths(weights->of[CHANNEL_CODES])),
            num(hundredths(weights->of[CHANNEL_EMBEDDINGS])));
}

float channel_sum(const struct channels *cosines, const struct channels *weights) {
    float sum = 0;
    for (int c = 0; c < CHANNELS; c++) {
        sum += cosines->of[c] * weights->of[c];
    }
    return sum < 1 ? sum : 1;
}
