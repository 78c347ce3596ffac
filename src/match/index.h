/* Every open need and offer by what it is about, in memory: who else speaks of the same?
 *
 * A text is one need or offer as a vector, in the steps of profile.h. All texts of an organisation
 * make its profile, by which its partners are found (finder.h); each alone is found by what it
 * speaks of, through the postings here. The index only grows: a listing that changes leaves its old
 * text behind, closed, until the next rebuild. It is filled by one thread while nobody reads; see
 * live.h. Two of them that the same is put into are twins: texts and postings, to which is only added,
 * profiles and partitions, which do not change, they have in common. So they are closed at the same time. */
#pragma once

#include "directory/roster.h"
#include "match/finder.h"
#include "match/parted.h"
#include "match/words.h"

struct text {
    struct vector vector;
    uint32_t listing; /* place in the roster */
    uint32_t organisation;
    int32_t valid_until; /* as in the roster */
    uint32_t conditions; /* of countries; see fit.h */
    uint32_t sectors;    /* of its market or its customers; see fit.h */
    uint16_t country;    /* of the organisation */
    uint8_t trade;       /* enum trade */
    bool offer;
};

struct posting {
    uint32_t text;
    float weight;
};

struct postings {
    struct posting *at;
    size_t count, room;
};

/* Where a listing stands, by its place in the roster; numbers plus 1, 0 if there is none. */
struct index_place {
    uint32_t text;
    uint32_t words;      /* its slot among the words */
    uint32_t next;       /* the next place of the same organisation */
    uint32_t conditions; /* of countries; see fit.h; 0 is none */
    bool linked;
};

struct index {
    struct arena mem;
    const struct lexicon *lexicon; /* held */
    struct words_index *words;
    struct text *texts; /* those behind the last one are the twin's */
    size_t text_count, text_room;
    size_t closed_count;
    struct postings *by_dimension[2]; /* [0] needs, [1] offers */
    size_t dimensions;
    struct index_place *places; /* by place of the listing in the roster */
    size_t place_count;
    uint32_t *first_of; /* by organisation: its first listing's place, plus 1 */
    size_t first_count;
    struct finder finder;               /* by organisation's place in the roster */
    const struct roster_places *parted; /* pairs that said "not for us" */
};

struct index_changed {
    uint32_t *organisations;         /* places */
    const struct profile **profiles; /* that they had before; NULL where none */
    size_t count, organisation_room, profile_room;
    struct news_ids parted; /* organisations that refused another, or no longer do; by id */
};

struct index *index_open(const struct lexicon *l);
void index_close(struct index *x);

/* Goes on with a lexicon that has more: texts that are to be read anew are followed by the caller. */
void index_learn(struct index *x, const struct lexicon *l);

/* Fills it and its twin from the stored meanings, while nobody reads; those that are missing or stale
 * are read again with the reader and stored. Returns how many were read again. */
size_t index_load(struct work *w, struct index *x, struct index *twin, const struct roster *r,
        struct reader *reader);

/* The text that a listing would state with that vector, which is rounded; its sectors are left out. */
struct text index_text(
        const struct index *x, const struct roster *r, uint32_t place, struct vector vector);

/* Whether a text is what its listing says now. */
bool index_is_open(const struct index *x, uint32_t text);

/* The open text of a listing; NULL if it has none, or nothing in it is understood. */
const struct text *index_text_of(const struct index *x, uint32_t place);

/* What of a text decides with whom it fits, besides the words. */
struct profile_text index_said(const struct text *t);

/* What is to be taken in of listings: read, and where it is stale read anew and stored, before
 * anybody has to wait. The listings are news; see directory/news.h. */
struct index_news {
    const struct news *news; /* what it is of */
    struct index_stored *at;
    size_t count, room;
    bool refusals; /* were read as well */
    struct news_ids parted;
};

struct index_news index_read(
        struct work *w, struct reader *reader, const struct news *news, bool refusals);

/* How it is taken in. */
struct index_putting {
    struct arena *scratch;
    const struct index *twin;      /* that it was put into before; NULL for the first of the two */
    struct index_changed *changed; /* NULL: nobody wants to know */
};

/* Takes it in, or takes out what is open no more; while nobody reads, after roster_put(). The
 * organisations whose profiles changed are found by their places in `changed`. */
void index_put(const struct index_putting *p, struct index *x, const struct roster *r,
        const struct index_news *read);

bool index_refused(const struct index *x, enum refusal_scope scope, int64_t a, int64_t b);
