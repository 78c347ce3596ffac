/* Somebody else's way to the same question, on the same crowd: the best twenty partners of an
 * organisation, both ways, in another country.
 *
 * Each finds texts that have enough in common with one of ours; their owners are then weighed by
 * the definition (fit.h), from the sums it found or else anew, so that answers can be compared.
 * Whoever finds all texts with at least FIT_LEAST in common is exact: nobody else can be a partner. */
#pragma once

#include "tests/bench/match/ours.h"

enum {
    PEER_LEAST = 7864, /* FIT_LEAST of 65,536, rounded down */
    PEER_BLOCK = 64,   /* organisations that ask at once */
};

/* One text, as all of them see it. */
struct peer_text {
    uint32_t number, organisation;
    bool offer;
    size_t count;
    const uint16_t *keys;
    const uint8_t *weights;
};

/* One of our texts and one that was found, by number, and what they have in common; 0 where the
 * system does not say it. */
struct peer_pair {
    uint32_t asks, found, sum;
};

/* Whose texts were found, for one organisation at a time. */
struct peer_hits {
    const struct crowd *crowd;
    const uint32_t *owner; /* by number of text */
    uint8_t *seen;         /* by organisation; all 0 between questions */
    struct fit_both *both; /* by organisation: what its sums come to */
    uint32_t *organisations;
    size_t count;
};

void peer_open_hits(struct peer_hits *h, struct arena *mem, const struct crowd *c);
void peer_hit(struct peer_hits *h, struct peer_pair pair);

/* The best of whom was hit. Where sums are not known, all their texts are compared. */
struct findings peer_best(struct peer_hits *h, struct arena *mem, uint32_t own);

/* Texts of a block of organisations, and what was found for which of them. */
struct peer_block {
    struct arena *mem;
    const struct peer_text *texts;
    size_t count;
    struct peer_pair *pairs;
    size_t pair_count, pair_room;
};

void peer_pair(struct peer_block *b, struct peer_pair pair);

struct peer {
    const char *name;
    const char *how;
    /* NULL where it cannot be had; it says why. */
    void *(*open)(const struct crowd *c);
    void (*find)(void *state, const struct peer_text *own, struct peer_hits *hits);
    void (*find_block)(void *state, struct peer_block *block); /* NULL: it asks one by one */
    size_t (*bytes)(void *state);                              /* of its index */
    double (*elsewhere)(void *state); /* seconds of the processor in its own process, or NULL */
    void (*close)(void *state);
};

/* Each text of the crowd, or of one organisation. */
void peer_each(const struct crowd *c, void (*take)(void *to, const struct peer_text *t), void *to);
void peer_each_of(const struct crowd *c, uint32_t organisation,
        void (*take)(void *to, const struct peer_text *t), void *to);

extern const struct peer peer_sqlite_join, peer_sqlite_fts, peer_postgres_gin, peer_postgres_join,
        peer_xapian, peer_graphblas;

/* Asks and compares all that can be had; the times of the same questions must be in `ours`. */
struct peer_run {
    const struct ours *ours;
    double seconds_most; /* for each of them */
};

void peer_run_all(const struct peer_run *run);
