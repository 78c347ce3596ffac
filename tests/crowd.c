#include "tests/crowd.h"

#include <math.h>
#include <stdlib.h>

enum { IMPACTS_MOST = 96, TEXTS_MOST = 200, TWO_LETTERS = 26, SAMPLED = 20000 };

/* Concepts 0 to sectors are sectors, then branches, then leaves. */
struct crowd_tree {
    uint32_t concepts, sectors, branches;
    uint32_t *broader;
    float *rarity;      /* of each, by how many texts of a sample have it */
    double *often;      /* the sum of all frequencies up to a concept, in order of sectors */
    uint32_t *in_order; /* concepts below a sector stand together */
    uint32_t *begin;    /* of a sector's */
};

/* Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014. */
uint64_t crowd_random(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

uint32_t crowd_below(uint64_t *state, uint32_t count) {
    return (uint32_t)((crowd_random(state) >> 32) * count >> 32);
}

static double share(uint64_t *state) {
    return (double)(crowd_random(state) >> 11) * 0x1p-53;
}

/* Unequal shares: the first of `count` is chosen most often. */
static uint32_t unequal(uint64_t *state, uint32_t count) {
    double u = share(state);
    return (uint32_t)((double)count * u * sqrt(u));
}

static int by_key(const void *a, const void *b) {
    const struct weight *x = a;
    const struct weight *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static struct vector finished(struct weight *all, size_t count) {
    struct vector v = {.at = all};
    qsort(all, count, sizeof(*all), by_key);
    for (size_t i = 0; i < count; i++) {
        if (v.count && all[v.count - 1].key == all[i].key) {
            all[v.count - 1].value += all[i].value;
        } else {
            all[v.count++] = all[i];
        }
    }
    float square = 0;
    for (size_t i = 0; i < v.count; i++) {
        square += all[i].value * all[i].value;
    }
    for (size_t i = 0; i < v.count; i++) {
        all[i].value /= sqrtf(square);
    }
    return profile_rounded(v);
}

static uint32_t sector_of(const struct crowd_tree *t, uint32_t concept) {
    while (concept >= t->sectors) {
        concept = t->broader[concept];
    }
    return concept;
}

static void grow(struct crowd_tree *t, struct arena *mem, uint64_t *state) {
    t->broader = arena_new(mem, uint32_t, t->concepts);
    for (uint32_t i = t->sectors; i < t->concepts; i++) {
        bool branch = i < t->sectors + t->branches;
        t->broader[i] =
                branch ? unequal(state, t->sectors) : t->sectors + unequal(state, t->branches);
    }
}

/* Frequencies fall as 1/rank, in an order of ranks that has nothing to do with the tree. */
static void count_often(struct crowd_tree *t, struct arena *mem, uint64_t *state) {
    uint32_t *rank = arena_new(mem, uint32_t, t->concepts);
    for (uint32_t i = 0; i < t->concepts; i++) {
        uint32_t j = crowd_below(state, i + 1);
        rank[i] = rank[j];
        rank[j] = i;
    }
    t->in_order = arena_new(mem, uint32_t, t->concepts);
    t->often = arena_new(mem, double, t->concepts + 1);
    t->begin = arena_new(mem, uint32_t, t->sectors + 1);
    uint32_t *next = arena_new(mem, uint32_t, t->sectors + 1);
    for (uint32_t i = 0; i < t->concepts; i++) {
        t->begin[sector_of(t, i) + 1]++;
    }
    for (uint32_t i = 0; i < t->sectors; i++) {
        t->begin[i + 1] += t->begin[i];
        next[i] = t->begin[i];
    }
    for (uint32_t i = 0; i < t->concepts; i++) {
        t->in_order[next[sector_of(t, i)]++] = i;
    }
    for (uint32_t i = 0; i < t->concepts; i++) {
        t->often[i + 1] = t->often[i] + 1.0 / (rank[t->in_order[i]] + 2);
    }
}

/* One of those between two places of the order, by how often they are meant. */
static uint32_t drawn(const struct crowd_tree *t, uint64_t *state, uint32_t begin, uint32_t end) {
    double at = t->often[begin] + share(state) * (t->often[end] - t->often[begin]);
    uint32_t low = begin;
    uint32_t high = end - 1;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (t->often[middle + 1] < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return t->in_order[low];
}

struct interests {
    uint32_t home, complement;
};

static uint32_t concept_of(
        const struct crowd_tree *t, uint64_t *state, struct interests i, bool offer) {
    double u = share(state);
    double home = offer ? 0.65 : 0.35;
    double complement = home + (offer ? 0.1 : 0.25);
    uint32_t sector = u < home ? i.home : i.complement;
    return u < complement ? drawn(t, state, t->begin[sector], t->begin[sector + 1])
                          : drawn(t, state, 0, t->concepts);
}

static struct vector vector_made(struct arena *mem, const struct crowd_tree *t,
        const struct crowd_form *form, uint64_t *state, struct interests interests, bool offer) {
    struct weight *all = arena_new(mem, struct weight, IMPACTS_MOST);
    uint32_t least = form->meant / 3 + 1;
    uint32_t said = least + crowd_below(state, form->meant - least + 1);
    size_t count = 0;
    for (uint32_t i = 0; i < said && count + 3 < IMPACTS_MOST; i++) {
        uint32_t concept = concept_of(t, state, interests, offer);
        float weight = 1 + (float)crowd_below(state, 3);
        all[count++] = (struct weight){concept, weight * t->rarity[concept]};
        while (concept >= t->sectors) {
            concept = t->broader[concept];
            weight /= 2;
            all[count++] = (struct weight){concept, weight * t->rarity[concept]};
        }
    }
    return finished(all, count);
}

static struct interests interests_of(const struct crowd_tree *t, uint64_t *state) {
    struct interests i = {unequal(state, t->sectors), unequal(state, t->sectors)};
    while (t->begin[i.home] == t->begin[i.home + 1]) {
        i.home = unequal(state, t->sectors);
    }
    while (t->begin[i.complement] == t->begin[i.complement + 1]) {
        i.complement = unequal(state, t->sectors);
    }
    return i;
}

/* How rare each concept is, told from a sample; log(1 + texts / texts that have it). */
static void count_rarity(
        struct crowd_tree *t, struct arena *mem, const struct crowd_form *form, uint64_t *state) {
    struct arena scratch = {0};
    float *have = arena_new(&scratch, float, t->concepts);
    t->rarity = arena_new(mem, float, t->concepts);
    for (uint32_t i = 0; i < t->concepts; i++) {
        t->rarity[i] = 1;
    }
    struct arena_mark clean = arena_mark(&scratch);
    uint32_t sampled = form->organisations < SAMPLED ? form->organisations : SAMPLED;
    for (uint32_t i = 0; i < sampled; i++) {
        struct interests interests = interests_of(t, state);
        struct vector v = vector_made(&scratch, t, form, state, interests, i % 2);
        for (size_t j = 0; j < v.count; j++) {
            have[v.at[j].key]++;
        }
        arena_rewind(&scratch, clean);
    }
    for (uint32_t i = 0; i < t->concepts; i++) {
        t->rarity[i] = logf(1 + (float)sampled / (have[i] + 1));
    }
    arena_free(&scratch);
}

static void plant(struct crowd *c, const struct crowd_form *form) {
    uint64_t state = 12345;
    struct crowd_tree *t = arena_new(&c->mem, struct crowd_tree, 1);
    *t = (struct crowd_tree){.concepts = form->concepts,
            .sectors = form->concepts / 100 + 1,
            .branches = form->concepts / 10 + 1};
    grow(t, &c->mem, &state);
    count_often(t, &c->mem, &state);
    count_rarity(t, &c->mem, form, &state);
    c->tree = t;
}

static str country_name(struct arena *mem, uint32_t number) {
    char code[2] = {(char)('A' + number / TWO_LETTERS), (char)('A' + number % TWO_LETTERS)};
    return arena_copy(mem, (str){code, sizeof(code)});
}

static uint8_t trade_made(const struct crowd_form *form, uint64_t *state) {
    return share(state) < form->business
                   ? TRADE_BUSINESS
                   : (uint8_t)(1 + crowd_below(state, form->conditions ? TRADE_COUNT - 1 : 2));
}

static void ask_conditions(
        struct crowd *c, const struct crowd_form *form, uint64_t *state, struct profile_text *t) {
    str one = country_name(&c->mem, crowd_below(state, form->countries));
    uint32_t kind = crowd_below(state, 8);
    str none = {0};
    t->conditions = kind > 1 ? 0
                             : fit_conditions_number(&c->mem, &c->finder.terms, kind ? one : none,
                                       kind ? none : one);
    t->valid_until = crowd_below(state, 6) ? 0 : CROWD_TODAY - 1 + (int32_t)crowd_below(state, 3);
}

static struct profile_said text_made(struct crowd *c, const struct crowd_form *form,
        uint64_t *state, struct arena *scratch, struct interests interests) {
    bool offer = crowd_below(state, 2);
    struct profile_said said = {
            .vector = vector_made(scratch, c->tree, form, state, interests, offer)};
    uint32_t sector = offer ? interests.complement : interests.home;
    uint64_t bits[2] = {crowd_below(state, 4) ? 1ULL << sector % 60 : 0, 0};
    said.text = (struct profile_text){.listing = (uint32_t)c->texts++,
            .sectors = fit_sectors_number(&c->mem, &c->finder.terms, bits),
            .trade = trade_made(form, state),
            .offer = offer};
    if (form->conditions) {
        ask_conditions(c, form, state, &said.text);
    }
    return said;
}

static uint32_t texts_of(const struct crowd_form *form, uint64_t *state) {
    uint32_t texts = 1;
    double more = (form->texts_each - 1) / form->texts_each;
    while (texts < TEXTS_MOST && share(state) < more) {
        texts++; /* geometric: many have one, few have ten */
    }
    return texts;
}

const struct profile *crowd_change(
        struct crowd *c, const struct crowd_form *form, uint32_t organisation, uint64_t seed) {
    struct arena scratch = {0};
    struct profile_said said[TEXTS_MOST];
    uint64_t state = seed * 0x5851F42D4C957F2DU + organisation;
    uint32_t count = texts_of(form, &state);
    struct interests interests = interests_of(c->tree, &state);
    for (uint32_t i = 0; i < count; i++) {
        said[i] = text_made(c, form, &state, &scratch, interests);
    }
    str country = country_name(&scratch, crowd_below(&state, form->countries));
    uint16_t code = (uint16_t)((uint8_t)country.at[0] << 8 | (uint8_t)country.at[1]);
    const struct profile *p = profile_pack(&c->mem, code, said, count);
    finder_put(&c->finder, organisation, (int64_t)organisation + 1, p);
    arena_free(&scratch);
    return p;
}

void crowd_open(struct crowd *c, const struct crowd_form *form) {
    *c = (struct crowd){0};
    finder_open(&c->finder, &c->mem);
    plant(c, form);
    for (uint32_t i = 0; i < form->organisations; i++) {
        (void)crowd_change(c, form, i, form->seed);
    }
}

void crowd_close(struct crowd *c) {
    finder_close(&c->finder);
    arena_free(&c->mem);
}
