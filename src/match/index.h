/* Every open need and offer by what it is about, in memory: who else speaks of the same?
 *
 * A text is one need or offer as a vector. Trade is mutual although only one side buys, so
 * each business need also states the market it opens (an offer), and each business offer the
 * customers it looks for (a need); these mirrored texts are marked. The index only grows:
 * a listing that changes leaves its old texts behind, closed, until the next rebuild. It is
 * filled by one thread while nobody reads; see live.h. */
#pragma once

#include "directory/roster.h"
#include "match/finder.h"
#include "match/words.h"

struct text {
    struct vector vector;
    uint32_t listing; /* place in the roster */
    uint32_t organisation;
    int32_t valid_until; /* as in the roster */
    uint16_t country;    /* of the organisation */
    uint8_t trade;       /* enum trade */
    bool offer;
    bool mirrored;
    bool closed;
};

struct posting {
    uint32_t text;
    float weight;
};

struct postings {
    struct posting *at;
    size_t count, room;
};

/* What is asked of the other side, besides the words. */
struct terms_of_trade {
    str countries, countries_excluded;
    uint32_t texts[2]; /* its own and the mirrored one, plus 1; 0 if there is none */
    uint32_t words;    /* its slot among the words, plus 1 */
};

struct index {
    struct arena mem;
    const struct lexicon *lexicon; /* held */
    struct words_index *words;
    struct text *texts;
    size_t text_count, text_room;
    size_t closed_count;
    struct postings *by_dimension[2]; /* [0] needs, [1] offers */
    size_t dimensions;
    struct terms_of_trade *terms; /* by place of the listing in the roster */
    size_t terms_count;
    struct roster_places *refused; /* pairs that said "not for us" */
};

enum refusal_scope { REFUSAL_ORGANISATIONS, REFUSAL_CLUSTERS };

struct index *index_open(const struct lexicon *l);
void index_close(struct index *x);

/* Goes on with a lexicon that has more: texts that are to be read anew are followed by the caller. */
void index_learn(struct index *x, const struct lexicon *l);

/* Fills it from the stored meanings; those that are missing or stale are read again with the
 * reader and stored. Returns how many were read again. */
size_t index_load(struct work *w, struct index *x, const struct roster *r, struct reader *reader);

/* The text that a listing would state with that meaning. */
struct text index_text(struct arena *scratch, const struct lexicon *lexicon, const struct roster *r,
        uint32_t place, const struct meaning *m);

/* What is to be taken in of listings: read, and where it is stale read anew and stored, before
 * anybody has to wait. The listings are news; see directory/news.h. */
struct index_news {
    struct index_stored *at;
    size_t count, room;
    bool refusals; /* were read as well */
    struct news_ids refused;
};

struct index_news index_read(
        struct work *w, struct reader *reader, const struct news *news, bool refusals);

/* Takes it in, or takes out what is open no more; while nobody reads, after roster_put(). */
void index_put(struct arena *scratch, struct index *x, const struct roster *r,
        const struct news *news, const struct index_news *read);

bool index_refused(const struct index *x, enum refusal_scope scope, int64_t a, int64_t b);
