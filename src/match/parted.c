#include "match/parted.h"

#include "db/db.h"

enum { ID_BITS = 31, SCOPE_BIT = 62 };

static int64_t pair_key(enum refusal_scope scope, int64_t a, int64_t b) {
    int64_t low = a < b ? a : b;
    int64_t high = a < b ? b : a;
    return (int64_t)((uint64_t)(scope == REFUSAL_CLUSTERS) << SCOPE_BIT | (uint64_t)low << ID_BITS |
                     (uint64_t)high);
}

struct news_ids parted_read(struct work *w) {
    struct news_ids pairs = {0};
    int64_t own = 0;
    int64_t partner = 0;
    str scope = {0};
    struct rows r = db_rows(w, "SELECT scope, own_id, partner_id FROM refusal ORDER BY id");
    while (db_next(&r, to(scope), to(own), to(partner))) {
        enum refusal_scope s =
                str_eq(scope, STR("cluster")) ? REFUSAL_CLUSTERS : REFUSAL_ORGANISATIONS;
        news_add(w->mem, &pairs, pair_key(s, own, partner));
    }
    return pairs;
}

struct roster_places *parted_put(struct arena *mem, const struct news_ids *pairs) {
    struct roster_places *all = places_new(mem);
    for (size_t i = 0; i < pairs->count; i++) {
        all = places_put(mem, all, pairs->at[i], 1);
    }
    return all;
}

bool parted_has(const struct roster_places *p, enum refusal_scope scope, int64_t a, int64_t b) {
    return places_find(p, pair_key(scope, a, b)) != UINT32_MAX;
}

static void add_both(struct arena *mem, struct news_ids *organisations, int64_t key) {
    if (key >> SCOPE_BIT == REFUSAL_ORGANISATIONS) {
        news_add(mem, organisations, key >> ID_BITS);
        news_add(mem, organisations, key & (((int64_t)1 << ID_BITS) - 1));
    }
}

void parted_changed(struct arena *mem, const struct roster_places *before,
        const struct news_ids *pairs, struct news_ids *organisations) {
    struct roster_places *now = parted_put(mem, pairs);
    for (size_t i = 0; i < pairs->count; i++) {
        if (places_find(before, pairs->at[i]) == UINT32_MAX) {
            add_both(mem, organisations, pairs->at[i]);
        }
    }
    for (size_t i = 0; i < before->room; i++) {
        int64_t key = before->ids[i];
        if (key && places_find(now, key) == UINT32_MAX) {
            add_both(mem, organisations, key);
        }
    }
}
