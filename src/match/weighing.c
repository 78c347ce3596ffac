#include "match/weighing.h"

#include "db/db.h"

struct weighing weighing_usual(void) {
    return (struct weighing){.channels = channel_usual(), .order = order_usual(), .strong = 0.35F};
}

int64_t weighing_hundredths(float weight) {
    return (int64_t)(weight * 100.0F + 0.5F);
}

static float weight_of(int64_t hundredths) {
    return (float)hundredths / 100.0F;
}

struct weighing weighing_of(struct work *w, int64_t cluster) {
    struct weighing found = weighing_usual();
    int64_t channel[CHANNELS] = {0};
    int64_t factor[ORDER_FACTORS] = {0};
    int64_t strong = 0;
    struct rows r = db_rows(w,
            "SELECT concepts, letters, codes, embeddings, age, distance, trust, size, country,"
            " sizes, countries, strong, at FROM weighing WHERE cluster_id = ?"
            " ORDER BY id DESC LIMIT 1",
            num(cluster));
    bool there = db_next(&r, to(channel[CHANNEL_CONCEPTS]), to(channel[CHANNEL_LETTERS]),
            to(channel[CHANNEL_CODES]), to(channel[CHANNEL_EMBEDDINGS]), to(factor[ORDER_AGE]),
            to(factor[ORDER_DISTANCE]), to(factor[ORDER_TRUST]), to(factor[ORDER_SIZE]),
            to(factor[ORDER_COUNTRY]), to(found.order.sizes), to(found.order.countries), to(strong),
            to(found.at));
    db_stop(&r);
    for (int c = 0; there && c < CHANNELS; c++) {
        found.channels.of[c] = weight_of(channel[c]);
    }
    for (int f = 0; there && f < ORDER_FACTORS; f++) {
        found.order.influence[f] = weight_of(factor[f]);
    }
    found.strong = there ? weight_of(strong) : found.strong;
    return found;
}

void weighing_save(struct work *w, int64_t cluster, const struct weighing *now) {
    const float *c = now->channels.of;
    const float *f = now->order.influence;
    db_run(w,
            "INSERT INTO weighing (cluster_id, concepts, letters, codes, embeddings, age, distance,"
            " trust, size, country, sizes, countries, strong, account_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            num(cluster), num(weighing_hundredths(c[CHANNEL_CONCEPTS])),
            num(weighing_hundredths(c[CHANNEL_LETTERS])),
            num(weighing_hundredths(c[CHANNEL_CODES])),
            num(weighing_hundredths(c[CHANNEL_EMBEDDINGS])), num(weighing_hundredths(f[ORDER_AGE])),
            num(weighing_hundredths(f[ORDER_DISTANCE])), num(weighing_hundredths(f[ORDER_TRUST])),
            num(weighing_hundredths(f[ORDER_SIZE])), num(weighing_hundredths(f[ORDER_COUNTRY])),
            txt(now->order.sizes), txt(now->order.countries), num(weighing_hundredths(now->strong)),
            num(w->actor), num(w->now));
    db_run(w,
            "DELETE FROM weighing WHERE cluster_id = ? AND id NOT IN"
            " (SELECT id FROM weighing WHERE cluster_id = ? ORDER BY id DESC LIMIT ?)",
            num(cluster), num(cluster), num(WEIGHING_KEPT));
}

bool weighing_undo(struct work *w, int64_t cluster) {
    return db_number(w,
                   "DELETE FROM weighing WHERE id ="
                   " (SELECT MAX(id) FROM weighing WHERE cluster_id = ?) RETURNING id",
                   num(cluster)) != 0;
}

bool weighing_same(const struct weighing *a, const struct weighing *b) {
    bool same = weighing_hundredths(a->strong) == weighing_hundredths(b->strong) &&
                str_eq(a->order.sizes, b->order.sizes) &&
                str_eq(a->order.countries, b->order.countries);
    for (int c = 0; c < CHANNELS; c++) {
        same = same &&
               weighing_hundredths(a->channels.of[c]) == weighing_hundredths(b->channels.of[c]);
    }
    for (int f = 0; f < ORDER_FACTORS; f++) {
        same = same && weighing_hundredths(a->order.influence[f]) ==
                               weighing_hundredths(b->order.influence[f]);
    }
    return same;
}
