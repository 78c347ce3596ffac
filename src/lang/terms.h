/* From the words of a lexicon to its concepts: one trie for all languages.
 *
 * A word is kept as it is written, a word by its stem, several words by their stems, Han as it
 * stands, and the words without matter of their own. Built once, shared by threads. */
#pragma once

#include "base/arena.h"
#include "base/tongue.h"
#include "lang/stem.h"
#include "lang/trie.h"

enum term_kind { TERM_FORM, TERM_STEM, TERM_MANY, TERM_STOP, TERM_KINDS };

enum term_mark {
    MARK_WHOLE = 1,    /* may stand alone */
    MARK_PART = 2,     /* may be part of a compound */
    MARK_POLYSEME = 4, /* has other meanings outside the field */
    MARK_EXACT = 8,    /* only in exactly this spelling */
};

/* One meaning of a term. */
struct sense {
    uint32_t concept;
    unsigned marks;
    uint32_t scope; /* for whose texts: 0 for everybody's */
    str exact;      /* the spelling, where it must be exact */
    str form;       /* the comparable word a stem was made of */
};

struct senses {
    const struct sense *at;
    size_t count;
};

struct terms {
    struct trie trie;
    uint32_t root[TONGUE_COUNT][TERM_KINDS]; /* 0 where there is none of the kind */
    const struct senses *lists;              /* what the trie's values count into */
};

/* A term as the lexicon writes it, without its marker. */
struct term {
    str text;
    enum tongue tongue;
    uint32_t concept;
    uint32_t scope;
    unsigned marks; /* 0, or MARK_PART alone, with MARK_POLYSEME or MARK_EXACT */
};

struct term_list {
    struct arena *mem; /* holds terms and keys until the index is built */
    struct arena *own; /* holds the list itself */
    struct term_key *at;
    size_t count;
    size_t room;
    struct trie stops;
};

/* With the words without matter, in order. `own` is needed no longer than until it is joined with
 * another, or built of; `mem` longer. */
struct term_list terms_begin(struct arena *mem, struct arena *own);

/* Another list beside one that was begun: they may be filled at the same time. */
struct term_list terms_more(struct arena *mem, struct arena *own, const struct term_list *list);

void terms_add(struct term_list *list, const struct stems *stems, const struct term *term);
void terms_sort(struct term_list *list); /* after adding, before anything is built of it */

void terms_build(struct arena *mem, const struct term_list *list, struct terms *out);

/* Both in one, in that memory, for as long as their terms are held; nothing is read again. */
struct term_list terms_joined(
        struct arena *mem, const struct term_list *list, const struct term_list *more);

/* The meanings at a state of the trie; none where no term ends there. */
struct senses terms_at(const struct terms *t, uint32_t state);
struct senses terms_find(const struct terms *t, enum tongue tongue, enum term_kind kind, str text);
