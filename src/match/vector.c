#include "match/vector.h"

#include <math.h>
#include <stdlib.h>

enum { FURTHER = 3 }; /* the concept itself and two broader ones */

static int by_key(const void *a, const void *b) {
    uint32_t x = ((const struct weight *)a)->key;
    uint32_t y = ((const struct weight *)b)->key;
    return (x > y) - (x < y);
}

static struct vector finished(struct weight *all, size_t count) {
    struct vector v = {.at = all};
    float square = 0;
    qsort(all, count, sizeof(*all), by_key);
    for (size_t i = 0; i < count; i++) {
        if (v.count && all[v.count - 1].key == all[i].key) {
            all[v.count - 1].value += all[i].value;
        } else {
            all[v.count++] = all[i];
        }
    }
    for (size_t i = 0; i < v.count; i++) {
        square += all[i].value * all[i].value;
    }
    float length = sqrtf(square);
    for (size_t i = 0; i < v.count && length > 0; i++) {
        all[i].value /= length;
    }
    return v;
}

/* How much a concept says, until there is a corpus to count in: a material, a product or a
 * process names the thing itself; a function, a quality or a sector stands in many texts. */
static float telling(const struct lexicon *l, uint32_t concept) {
    switch (lexicon_kind(l, concept)) {
    case 'Q': return 0.5F;
    case 'F': return 0.7F;
    case 'S': return 0.8F;
    case 'Z': return 1.2F;
    default: return 1.0F;
    }
}

static struct vector handed_up(
        struct arena *mem, const struct lexicon *l, const struct meaning *m, int further) {
    struct weight *all = arena_new(mem, struct weight, m->count * FURTHER + 1);
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++) {
        uint32_t concept = m->at[i].concept;
        float weight = logf(1.0F + m->at[i].times) * telling(l, concept);
        all[count++] = (struct weight){concept, weight};
        for (int up = 1; up < further && lexicon_broader(l, concept, &concept); up++) {
            weight *= 0.5F;
            all[count++] = (struct weight){concept, weight};
        }
    }
    return finished(all, count);
}

struct vector vector_of(struct arena *mem, const struct lexicon *l, const struct meaning *m) {
    return handed_up(mem, l, m, FURTHER);
}

struct vector vector_asked(struct arena *mem, const struct lexicon *l, const struct meaning *m) {
    return handed_up(mem, l, m, 1);
}
