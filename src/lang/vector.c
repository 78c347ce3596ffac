#include "lang/vector.h"

#include "lang/lexicon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const float broader_share = 0.5F;

void tally_add(struct tally *t, uint32_t key, float value) {
    if (t->count == t->room) {
        size_t room = t->room ? t->room * 2 : 128;
        struct weight *more = arena_new(t->mem, struct weight, room);
        if (t->count) {
            memcpy(more, t->at, t->count * sizeof(*more));
        }
        t->at = more;
        t->room = room;
    }
    t->at[t->count++] = (struct weight){key, value};
}

static int by_key(const void *left, const void *right) {
    const struct weight *a = left;
    const struct weight *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static size_t sum_keys(struct weight *at, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept && at[kept - 1].key == at[i].key) {
            at[kept - 1].value += at[i].value;
        } else {
            at[kept++] = at[i];
        }
    }
    return kept;
}

void vector_weigh(struct vector *v, const float *idf) {
    float square = 0;
    for (size_t i = 0; i < v->count; i++) {
        v->at[i].value *= idf ? idf[v->at[i].key] : 1;
        square += v->at[i].value * v->at[i].value;
    }
    float length = square > 0 ? sqrtf(square) : 1;
    for (size_t i = 0; i < v->count; i++) {
        v->at[i].value /= length;
    }
}

struct vector tally_close(struct tally *t, const float *idf) {
    if (t->count == 0) {
        return (struct vector){0};
    }
    qsort(t->at, t->count, sizeof(*t->at), by_key);
    struct vector v = {t->at, sum_keys(t->at, t->count)};
    for (size_t i = 0; i < v.count; i++) {
        v.at[i].value = log1pf(v.at[i].value);
    }
    vector_weigh(&v, idf);
    return v;
}

void tally_reading(struct tally *t, const struct lexicon *l, struct reading r, float times) {
    for (size_t i = 0; i < r.met.count; i++) {
        uint32_t concept = r.met.at[i].concept;
        float value = r.met.at[i].weight * times;
        tally_add(t, concept, value);
        for (int up = 0; up < 2 && lexicon_broader(l, concept, &concept); up++) {
            value *= broader_share;
            tally_add(t, concept, value);
        }
    }
}

struct vector vector_of_listing(struct arena *mem, const struct lexicon *l, struct reading title,
        struct reading text, const float *idf) {
    struct tally t = {.mem = mem};
    tally_reading(&t, l, title, VECTOR_TITLE_TIMES);
    tally_reading(&t, l, text, 1);
    return tally_close(&t, idf);
}

float vector_dot(struct vector a, struct vector b) {
    float sum = 0;
    for (size_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint32_t left = a.at[i].key;
        uint32_t right = b.at[k].key;
        if (left == right) {
            sum += a.at[i].value * b.at[k].value;
        }
        i += left <= right;
        k += right <= left;
    }
    return sum;
}

/* Materials, processes and products tell needs apart; functions and qualities stand in many. */
static float kind_idf(char kind) {
    switch (kind) {
    case 'M': return 3.5F;
    case 'P':
    case 'C':
    case 'Z': return 4;
    case 'S': return 3;
    case 'F': return 2.5F;
    default: return 2;
    }
}

const float *vector_builtin_idf(struct arena *mem, const struct lexicon *l) {
    float *idf = arena_new(mem, float, lexicon_count(l) + 1);
    for (uint32_t i = 0; i < lexicon_count(l); i++) {
        bool common = str_eq(lexicon_source(l)->at[i].note, STR("common"));
        idf[i] = common ? 1 : kind_idf(lexicon_kind(l, i));
    }
    return idf;
}

float vector_idf(size_t all, size_t with) {
    return logf(((float)all + 1) / ((float)with + 0.5F));
}
