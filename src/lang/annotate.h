/* What a text is about: which concepts stand where in it, and which words nobody knows.
 *
 * A reader keeps stemmers and a memory of words it has met, so every thread opens its own. */
#pragma once

#include "base/arena.h"
#include "base/str.h"
#include "base/tongue.h"

#include <stdint.h>

struct lexicon;
struct reader;

enum span_evidence {
    EVIDENCE_FORM,     /* the word as the lexicon writes it */
    EVIDENCE_STEM,     /* the word with another ending */
    EVIDENCE_WORDS,    /* several words together */
    EVIDENCE_COMPOUND, /* a part of a longer word */
    EVIDENCE_SIGNS,    /* Han signs */
};

/* Bytes of the text as the person wrote it. */
struct span {
    uint32_t start;
    uint32_t len;
    uint32_t concept;
    float weight;
    enum span_evidence evidence;
};

struct spans {
    struct span *at;
    size_t count;
};

struct gap {
    uint32_t start;
    uint32_t len;
};

struct gaps {
    struct gap *at;
    size_t count;
};

struct reading {
    struct spans met;    /* in the order of the text; one word may mean several concepts */
    struct gaps unknown; /* words that mean something, but not to the lexicon */
};

struct reader *reader_open(const struct lexicon *lexicon); /* and holds it until it is closed */
void reader_close(struct reader *r);
const struct lexicon *reader_lexicon(const struct reader *r);

/* Whose texts are read from here on: terms taught for these clusters hold too. The list is kept by
 * the caller until the next call. */
void reader_scope(struct reader *r, const int64_t *clusters, size_t count);

struct reading reader_read(struct reader *r, struct arena *mem, str text, enum tongue t);

/* In which language a word of a text is read: in Chinese texts, Latin words are English ones. */
enum tongue reader_tongue(enum tongue text, str word);
