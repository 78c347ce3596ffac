#include "tests/crowd.h"

#include <math.h>
#include <stdlib.h>

enum { IMPACTS_MOST = 60, TEXTS_MOST = 200, TOPIC_CONCEPTS = 40, TWO_LETTERS = 26 };

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

/* A rank of a Zipf distribution, by the inverse of its continuous form. */
static uint32_t zipf(uint64_t *state, uint32_t count, double slope) {
    double u = share(state);
    double top = pow((double)count + 1, 1 - slope);
    double rank = pow(1 + u * (top - 1), 1 / (1 - slope)) - 1;
    return rank < count ? (uint32_t)rank : count - 1;
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

/* A concept's broader one stands among the first tenth. */
static uint32_t broader(uint32_t concept, uint32_t concepts) {
    uint64_t state = concept;
    return crowd_below(&state, concepts / 10 + 1);
}

/* Half of a text's concepts are its topic's, and the others anybody's. */
static uint32_t concept_of(uint64_t *state, const struct crowd_form *form, uint64_t topic) {
    if (crowd_below(state, 2)) {
        uint64_t own = topic * TOPIC_CONCEPTS + crowd_below(state, TOPIC_CONCEPTS);
        return zipf(&own, form->concepts, form->slope);
    }
    return zipf(state, form->concepts, form->slope);
}

static struct vector vector_made(
        struct arena *mem, const struct crowd_form *form, uint64_t *state, uint64_t topic) {
    struct weight *all = arena_new(mem, struct weight, IMPACTS_MOST);
    uint32_t said = 1 + crowd_below(state, form->impacts);
    size_t count = 0;
    for (uint32_t i = 0; i < said && count + 2 < IMPACTS_MOST; i++) {
        uint32_t concept = concept_of(state, form, topic);
        float weight = 0.5F + (float)share(state);
        all[count++] = (struct weight){concept, weight};
        all[count++] = (struct weight){broader(concept, form->concepts), weight / 2};
    }
    return finished(all, count);
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

static void ask_conditions(struct crowd *c, const struct crowd_form *form, uint64_t *state,
        struct profile_text *t) {
    str one = country_name(&c->mem, crowd_below(state, form->countries));
    uint32_t kind = crowd_below(state, 8);
    str none = {0};
    t->conditions = kind > 1 ? 0
                             : fit_conditions_number(&c->mem, &c->finder.terms,
                                       kind ? one : none, kind ? none : one);
    t->valid_until = crowd_below(state, 6) ? 0 : CROWD_TODAY - 1 + (int32_t)crowd_below(state, 3);
}

static struct profile_said text_made(struct crowd *c, const struct crowd_form *form,
        uint64_t *state, struct arena *scratch, uint64_t topic) {
    struct profile_said said = {.vector = vector_made(scratch, form, state, topic)};
    uint64_t bits[2] = {crowd_below(state, 4) ? 1ULL << crowd_below(state, 60) : 0, 0};
    said.text = (struct profile_text){.listing = (uint32_t)c->texts++,
            .sectors = fit_sectors_number(&c->mem, &c->finder.terms, bits),
            .trade = trade_made(form, state),
            .offer = crowd_below(state, 2)};
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

const struct profile *crowd_change(struct crowd *c, const struct crowd_form *form,
        uint32_t organisation, uint64_t seed) {
    struct arena scratch = {0};
    struct profile_said said[TEXTS_MOST];
    uint64_t state = seed * 0x5851F42D4C957F2DU + organisation;
    uint32_t count = texts_of(form, &state);
    uint64_t topic = crowd_below(&state, form->concepts / 20 + 1);
    for (uint32_t i = 0; i < count; i++) {
        said[i] = text_made(c, form, &state, &scratch, topic);
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
    for (uint32_t i = 0; i < form->organisations; i++) {
        (void)crowd_change(c, form, i, form->seed);
    }
}

void crowd_close(struct crowd *c) {
    finder_close(&c->finder);
    arena_free(&c->mem);
}
