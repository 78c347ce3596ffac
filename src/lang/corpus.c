#include "lang/corpus.h"

#include "lang/cognate.h"

void corpus_open(struct corpus *c, struct reader *r, const struct thesaurus *codes, size_t most) {
    *c = (struct corpus){.reader = r, .codes = codes, .room = most};
    c->keys[CORPUS_CONCEPTS] = lexicon_count(reader_lexicon(r));
    c->keys[CORPUS_LETTERS] = COGNATE_KEYS;
    c->keys[CORPUS_CODES] = codes ? thesaurus_count(codes) : 0;
    for (int channel = 0; channel < CORPUS_CHANNELS; channel++) {
        c->texts[channel] = arena_new(&c->mem, struct vector, most + 1);
        c->idf[channel] = arena_new(&c->mem, float, c->keys[channel] + 1);
        c->spread[channel] = arena_new(&c->mem, float, c->keys[channel] + 1);
    }
}

void corpus_close(struct corpus *c) {
    arena_free(&c->mem);
}

static struct vector concepts_of(struct corpus *c, str title, str body, enum tongue t) {
    const struct lexicon *l = reader_lexicon(c->reader);
    struct tally met = {.mem = &c->mem};
    tally_reading(&met, l, reader_read(c->reader, &c->mem, title, t), VECTOR_TITLE_TIMES);
    tally_reading(&met, l, reader_read(c->reader, &c->mem, body, t), 1);
    return tally_close(&met, NULL);
}

static struct vector codes_of(struct corpus *c, str title, str body, enum tongue t) {
    struct code_likes codes =
            thesaurus_widen(c->codes, &c->mem, thesaurus_read(c->codes, &c->mem, title, body, t));
    struct vector v = {arena_new(&c->mem, struct weight, codes.count + 1), codes.count};
    for (size_t i = 0; i < codes.count; i++) {
        v.at[i] = (struct weight){codes.at[i].code, codes.at[i].like};
    }
    return v;
}

static struct vector letters_of(struct corpus *c, str title, str body, enum tongue t) {
    const struct lexicon *l = reader_lexicon(c->reader);
    struct tally letters = {.mem = &c->mem};
    for (int times = 0; times < VECTOR_TITLE_TIMES; times++) {
        tally_cognates(&letters, title, t, l);
    }
    tally_cognates(&letters, body, t, l);
    return tally_close(&letters, NULL);
}

void corpus_add(struct corpus *c, str title, str body, enum tongue t) {
    if (c->count == c->room) {
        return;
    }
    c->texts[CORPUS_CONCEPTS][c->count] = concepts_of(c, title, body, t);
    c->texts[CORPUS_LETTERS][c->count] = letters_of(c, title, body, t);
    if (c->codes) {
        c->texts[CORPUS_CODES][c->count] = codes_of(c, title, body, t);
    }
    for (int channel = 0; channel < CORPUS_CHANNELS; channel++) {
        struct vector v = c->texts[channel][c->count];
        for (size_t i = 0; i < v.count; i++) {
            c->idf[channel][v.at[i].key]++;
        }
    }
    c->count++;
}

/* Codes count alike: measured on notices, to weigh the rare ones more lost a part of what they bring. */
void corpus_weigh(struct corpus *c) {
    for (int channel = 0; channel < CORPUS_CODES; channel++) {
        for (size_t i = 0; i < c->keys[channel]; i++) {
            c->idf[channel][i] = vector_idf(c->count, (size_t)c->idf[channel][i]);
        }
        for (size_t i = 0; i < c->count; i++) {
            vector_weigh(&c->texts[channel][i], c->idf[channel]);
        }
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
    static const float shares[CORPUS_CHANNELS] = {1, CORPUS_LETTERS_SHARE, CORPUS_CODES_SHARE};
    for (int channel = 0; channel < CORPUS_CHANNELS; channel++) {
        spread(c->spread[channel], c->texts[channel][query], shares[channel]);
    }
    for (size_t i = begin; i < end; i++) {
        fits[i - begin] = 0;
        for (int channel = 0; channel < CORPUS_CHANNELS; channel++) {
            fits[i - begin] += against(c->spread[channel], c->texts[channel][i]);
        }
    }
    for (int channel = 0; channel < CORPUS_CHANNELS; channel++) {
        spread(c->spread[channel], c->texts[channel][query], 0);
    }
}
