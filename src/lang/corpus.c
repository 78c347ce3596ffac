#include "lang/corpus.h"

#include "lang/cognate.h"

void corpus_open(struct corpus *c, struct reader *r, size_t most) {
    const size_t keys[2] = {lexicon_count(reader_lexicon(r)), COGNATE_KEYS};
    *c = (struct corpus){.reader = r, .room = most};
    c->concepts = arena_new(&c->mem, struct vector, most + 1);
    c->letters = arena_new(&c->mem, struct vector, most + 1);
    for (int channel = 0; channel < 2; channel++) {
        c->idf[channel] = arena_new(&c->mem, float, keys[channel] + 1);
        c->spread[channel] = arena_new(&c->mem, float, keys[channel] + 1);
    }
}

void corpus_close(struct corpus *c) {
    arena_free(&c->mem);
}

static void count_keys(float *with, struct vector v) {
    for (size_t i = 0; i < v.count; i++) {
        with[v.at[i].key]++;
    }
}

void corpus_add(struct corpus *c, str title, str body, enum tongue t) {
    const struct lexicon *l = reader_lexicon(c->reader);
    struct tally concepts = {.mem = &c->mem};
    struct tally letters = {.mem = &c->mem};
    if (c->count == c->room) {
        return;
    }
    tally_reading(&concepts, l, reader_read(c->reader, &c->mem, title, t), VECTOR_TITLE_TIMES);
    tally_reading(&concepts, l, reader_read(c->reader, &c->mem, body, t), 1);
    for (int times = 0; times < VECTOR_TITLE_TIMES; times++) {
        tally_cognates(&letters, title, t, l);
    }
    tally_cognates(&letters, body, t, l);
    c->concepts[c->count] = tally_close(&concepts, NULL);
    c->letters[c->count] = tally_close(&letters, NULL);
    count_keys(c->idf[0], c->concepts[c->count]);
    count_keys(c->idf[1], c->letters[c->count]);
    c->count++;
}

void corpus_weigh(struct corpus *c) {
    const size_t keys[2] = {lexicon_count(reader_lexicon(c->reader)), COGNATE_KEYS};
    for (int channel = 0; channel < 2; channel++) {
        for (size_t i = 0; i < keys[channel]; i++) {
            c->idf[channel][i] = vector_idf(c->count, (size_t)c->idf[channel][i]);
        }
    }
    for (size_t i = 0; i < c->count; i++) {
        vector_weigh(&c->concepts[i], c->idf[0]);
        vector_weigh(&c->letters[i], c->idf[1]);
    }
}

static void spread(float *query, struct vector v, float times) {
    for (size_t i = 0; i < v.count; i++) {
        query[v.at[i].key] = v.at[i].value * times;
    }
}

static float against(const float *query, struct vector v) {
    float sum = 0;
    for (size_t i = 0; i < v.count; i++) {
        sum += query[v.at[i].key] * v.at[i].value;
    }
    return sum;
}

void corpus_ask(struct corpus *c, size_t query, size_t begin, size_t end, float *fits) {
    spread(c->spread[0], c->concepts[query], 1);
    spread(c->spread[1], c->letters[query], CORPUS_LETTERS_SHARE);
    for (size_t i = begin; i < end; i++) {
        fits[i - begin] =
                against(c->spread[0], c->concepts[i]) + against(c->spread[1], c->letters[i]);
    }
    spread(c->spread[0], c->concepts[query], 0);
    spread(c->spread[1], c->letters[query], 0);
}
