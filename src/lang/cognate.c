#include "lang/cognate.h"

#include "base/beside.h"
#include "lang/lexicon.h"
#include "lang/normal.h"
#include "lang/terms.h"
#include "lang/token.h"

#include <string.h>
#include <utf8proc.h>

enum { LETTERS_MOST = COGNATE_WORD_MOST, GROUP_LEAST = 2, GROUP_MOST = 4 };

/* Letters with marks of their own, and what is left without. */
struct plain {
    utf8proc_int32_t from;
    char into;
};

static const struct plain plains[] = {
        {0xE5, 'a'}, /* a with a ring */
        {0xE4, 'e'}, /* a with two dots */
        {0xE6, 'e'}, /* a and e in one */
        {0xF6, 'o'}, /* o with two dots */
        {0xF8, 'o'}, /* o with a stroke */
        {0xFC, 'u'}, /* u with two dots */
        {0x153, 'o'} /* o and e in one */
};

struct sound {
    str from;
    str into;
};

/* In this order, over the whole word. */
static const struct sound sounds[] = {{{"sch", 3}, {"sk", 2}}, {{"ph", 2}, {"f", 1}},
        {{"th", 2}, {"t", 1}}, {{"ck", 2}, {"k", 1}}, {{"ch", 2}, {"k", 1}}, {{"qu", 2}, {"kv", 2}},
        {{"q", 1}, {"k", 1}}, {{"c", 1}, {"k", 1}}, {{"x", 1}, {"ks", 2}}, {{"w", 1}, {"v", 1}},
        {{"z", 1}, {"s", 1}}, {{"y", 1}, {"i", 1}}, {{"j", 1}, {"i", 1}}, {{"dt", 2}, {"t", 1}}};

static void put(struct cognate *out, str bytes) {
    if (out->len + bytes.len <= sizeof(out->at)) {
        memcpy(out->at + out->len, bytes.at, bytes.len);
        out->len += bytes.len;
    }
}

static void put_plain(struct cognate *out, utf8proc_int32_t c, str bytes) {
    for (size_t i = 0; i < sizeof(plains) / sizeof(*plains); i++) {
        if (plains[i].from == c) {
            put(out, (str){&plains[i].into, 1});
            return;
        }
    }
    utf8proc_int32_t parts[8];
    utf8proc_ssize_t count =
            utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, NULL);
    if (count > 1 && parts[0] < 0x80) {
        char base = (char)parts[0];
        put(out, (str){&base, 1});
    } else {
        put(out, bytes);
    }
}

static void put_off_marks(str word, struct cognate *out) {
    out->len = 0;
    for (size_t i = 0; i < word.len;) {
        utf8proc_int32_t c = 0;
        utf8proc_ssize_t step = utf8proc_iterate(
                (const utf8proc_uint8_t *)word.at + i, (utf8proc_ssize_t)(word.len - i), &c);
        size_t len = step > 0 ? (size_t)step : 1;
        str bytes = {word.at + i, len};
        if (c < 0x80 || step <= 0) {
            put(out, bytes);
        } else {
            put_plain(out, c, bytes);
        }
        i += len;
    }
}

static void change(struct cognate *word, struct sound sound) {
    struct cognate changed;
    str from = sound.from;
    const char *first = memchr(word->at, from.at[0], word->len);
    if (!first) {
        return;
    }
    changed.len = 0;
    put(&changed, (str){word->at, (size_t)(first - word->at)});
    for (size_t i = changed.len; i < word->len;) {
        bool here = word->len - i >= from.len && memcmp(word->at + i, from.at, from.len) == 0;
        put(&changed, here ? sound.into : (str){word->at + i, 1});
        i += here ? from.len : 1;
    }
    *word = changed;
}

static void undouble(struct cognate *word) {
    size_t kept = 0;
    for (size_t i = 0; i < word->len; i++) {
        bool again = kept && word->at[kept - 1] == word->at[i];
        if (!again) {
            word->at[kept++] = word->at[i];
        }
    }
    word->len = kept;
}

void cognate_of(str word, struct cognate *out) {
    put_off_marks(word, out);
    for (size_t i = 0; i < sizeof(sounds) / sizeof(*sounds); i++) {
        change(out, sounds[i]);
    }
    undouble(out);
}

static uint32_t group_key(const char *at, size_t len) {
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)at[i]) * 16777619U;
    }
    return (hash ^ hash >> 18) % COGNATE_KEYS;
}

/* All groups of letters of "<word>"; where[i] is the byte letter i begins at. */
static void add_groups(struct tally *t, const char *text, const uint8_t *where, size_t letters) {
    for (size_t len = GROUP_LEAST; len <= GROUP_MOST; len++) {
        for (size_t i = 0; i + len <= letters; i++) {
            tally_add(t, group_key(text + where[i], (size_t)(where[i + len] - where[i])), 1);
        }
    }
}

static void add_word(struct tally *t, str word) {
    struct cognate sound;
    char text[sizeof(sound.at) + 2];
    uint8_t where[sizeof(text) + 1];
    size_t letters = 0;
    size_t len = 0;
    if (word.len > COGNATE_WORD_MOST) {
        return;
    }
    cognate_of(word, &sound);
    text[len++] = '<';
    memcpy(text + len, sound.at, sound.len);
    len += sound.len;
    text[len++] = '>';
    for (size_t i = 0; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80) {
            where[letters++] = (uint8_t)i;
        }
    }
    where[letters] = (uint8_t)len;
    add_groups(t, text, where, letters);
}

void tally_letters(struct tally *t, str text, enum tongue tongue, const struct terms *stops) {
    struct normal n = normal_of(t->mem, text);
    struct token token;
    for (size_t at = 0; token_next(n.text, at, &token); at = token.start + token.len) {
        str word = token_text(n.text, token);
        if (terms_find(stops, tongue, TERM_STOP, word).count == 0) {
            add_word(t, word);
        }
    }
}

static void count_row(struct tally *t, float *with, const struct lexicon_row *row) {
    for (enum tongue tongue = EN; tongue < TONGUE_COUNT; tongue++) {
        str cell = row->terms[tongue];
        str term;
        char mark = 0;
        while (cell.len && lexicon_term(&cell, &term, &mark)) {
            t->count = 0;
            add_word(t, normal_of(t->mem, term).text);
            for (size_t i = 0; i < t->count; i++) {
                with[t->at[i].key]++;
            }
        }
    }
}

/* Some rows, and how many of their terms have each group. */
struct counting {
    const struct lexicon_row *at;
    size_t count;
    float *with;
};

static void count_rows(void *given) {
    const struct counting *c = given;
    struct arena scratch = {0};
    (void)arena_new(&scratch, char, 1); /* so that its first block stays between two rows */
    struct arena_mark clean = arena_mark(&scratch);
    for (size_t i = 0; i < c->count; i++) {
        struct tally t = {.mem = &scratch};
        count_row(&t, c->with, &c->at[i]);
        arena_rewind(&scratch, clean);
    }
    arena_free(&scratch);
}

const float *cognate_idf(struct arena *mem, const struct lexicon *l) {
    struct arena scratch = {0};
    float *idf = arena_new(mem, float, COGNATE_KEYS);
    const struct lexicon_rows *rows = lexicon_source(l);
    struct counting half = {rows->at, rows->count / 2, idf};
    struct counting rest = {rows->at + half.count, rows->count - half.count,
            arena_new(&scratch, float, COGNATE_KEYS)};
    beside(count_rows, &half, count_rows, &rest);
    size_t words = lexicon_term_count(l);
    for (size_t i = 0; i < COGNATE_KEYS; i++) {
        idf[i] = vector_idf(words, (size_t)(idf[i] + rest.with[i]));
    }
    arena_free(&scratch);
    return idf;
}

void tally_cognates(struct tally *t, str text, enum tongue tongue, const struct lexicon *l) {
    tally_letters(t, text, tongue, lexicon_terms(l));
}
