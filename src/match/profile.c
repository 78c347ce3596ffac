#include "match/profile.h"

#include <math.h>

enum { LENGTH_MOST = 65535 /* the square of it */, WEIGHT_MOST = 255 };

static uint32_t step_of(float value) {
    float nearest = roundf(value * PROFILE_STEPS);
    return nearest < 0 ? 0 : nearest > WEIGHT_MOST ? WEIGHT_MOST : (uint32_t)nearest;
}

static size_t heaviest(const uint32_t *at, size_t count) {
    size_t most = 0;
    for (size_t i = 1; i < count; i++) {
        most = at[i] > at[most] ? i : most;
    }
    return most;
}

struct vector profile_rounded(struct vector v) {
    uint32_t step[PROFILE_IMPACTS_MOST] = {0};
    struct vector kept = {.at = v.at};
    uint32_t square = 0;
    for (size_t i = 0; i < v.count && kept.count < PROFILE_IMPACTS_MOST; i++) {
        uint32_t one = v.at[i].key < PROFILE_KEYS ? step_of(v.at[i].value) : 0;
        if (one) {
            step[kept.count] = one;
            kept.at[kept.count++].key = v.at[i].key;
            square += one * one;
        }
    }
    while (square > LENGTH_MOST) {
        uint32_t *most = &step[heaviest(step, kept.count)];
        square -= 2 * *most - 1;
        *most -= 1;
    }
    for (size_t i = 0; i < kept.count; i++) {
        kept.at[i].value = (float)step[i] / PROFILE_STEPS;
    }
    return kept;
}

static size_t bytes_of(size_t texts, size_t impacts) {
    return sizeof(struct profile) + texts * sizeof(struct profile_text) +
           impacts * (sizeof(uint16_t) + sizeof(uint8_t));
}

size_t profile_bytes(const struct profile *p) {
    return bytes_of(p->text_count, p->impact_count);
}

const struct profile *profile_pack(
        struct arena *mem, uint16_t country, const struct profile_said *texts, size_t count) {
    size_t impacts = 0;
    count = count < PROFILE_TEXTS_MOST ? count : PROFILE_TEXTS_MOST;
    for (size_t i = 0; i < count; i++) {
        impacts += texts[i].vector.count;
    }
    struct profile *p =
            arena_alloc(mem, 1, _Alignof(struct profile_text), bytes_of(count, impacts));
    p->text_count = (uint16_t)count;
    p->impact_count = (uint32_t)impacts;
    p->country = country;
    uint16_t *keys = (uint16_t *)(void *)&p->texts[count];
    uint8_t *weights = (uint8_t *)(keys + impacts);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        const struct vector *v = &texts[i].vector;
        p->texts[i] = texts[i].text;
        p->texts[i].from = at;
        p->texts[i].count = (uint16_t)v->count;
        for (size_t j = 0; j < v->count; j++, at++) {
            keys[at] = (uint16_t)v->at[j].key;
            weights[at] = (uint8_t)(v->at[j].value * PROFILE_STEPS);
        }
    }
    return p;
}
