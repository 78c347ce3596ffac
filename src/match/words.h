/* Every word of every open need and offer, in memory: where does it stand?
 *
 * For search, where exact words, names and numbers win, and for teaching: which texts would be
 * read anew. Words are kept in their comparable form (lang/normal.h) without stop words; of Han
 * signs each pair of neighbours is a word. As in the match index, a text that changes leaves its
 * old slot behind, closed. Filled by one thread while nobody reads; see live.h. */
#pragma once

#include "base/arena.h"
#include "base/tongue.h"

#include <stdint.h>

enum { WORDS_OF_TEXT_MOST = 4000 };

/* Where a word stands: slots, each with whether it is in the title. */
struct word_places {
    const uint32_t *at;
    size_t count;
};

static inline uint32_t word_slot(uint32_t place) {
    return place >> 1;
}

static inline bool word_in_title(uint32_t place) {
    return place & 1;
}

struct word_entry;
struct words_left;

enum { WORDS_SIZES = 32 };

struct words_index {
    struct arena mem, table_mem;
    struct word_entry *table;             /* open addressing; a power of two */
    struct words_left *left[WORDS_SIZES]; /* lists of places no longer used, by the log of room */
    size_t count, room;
    uint32_t *listings; /* by slot: the place in the roster, or WORDS_CLOSED */
    size_t slot_count, slot_room;
    size_t closed_count;
};

#define WORDS_CLOSED UINT32_MAX

struct words_index *words_index_open(void);
void words_index_close(struct words_index *x);

/* What is stored of a text: "aluminium profil|strangpresse 6082". */
str words_text(struct arena *mem, str title, str body, enum tongue t);

/* Takes in a text's stored words; its slot. */
uint32_t words_put(struct words_index *x, uint32_t listing, str words);
void words_take_out(struct words_index *x, uint32_t slot);

struct word_places words_find(const struct words_index *x, str word);

/* Calls `met` for each listing with a word that holds `part`, each at least once. */
void words_holding(
        const struct words_index *x, str part, void (*met)(void *who, uint32_t listing), void *who);
