/* A double-array trie over bytes: all keys in two numbers a node, one step a byte.
 *
 * Keys hold no zero byte. It is built once and never changed, so threads may share it. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

enum { TRIE_ROOT = 1 };

struct trie_cell {
    uint32_t base;  /* where the children begin; the value itself below a closing zero byte */
    uint32_t check; /* the parent, 0 while free */
};

struct trie {
    const struct trie_cell *cells;
    size_t count;
};

struct trie_key {
    str text;
    uint32_t value;
};

/* The keys are sorted by bytes and each stands once; false where they are not. */
bool trie_build(struct arena *mem, const struct trie_key *keys, size_t count, struct trie *out);

/* The state after one more byte; 0 where no key goes on like this. */
static inline uint32_t trie_step(const struct trie *t, uint32_t state, unsigned char byte) {
    size_t next = (size_t)t->cells[state].base + byte;
    return next < t->count && t->cells[next].check == state ? (uint32_t)next : 0;
}

static inline bool trie_value(const struct trie *t, uint32_t state, uint32_t *value) {
    uint32_t leaf = trie_step(t, state, 0);
    if (leaf == 0) {
        return false;
    }
    *value = t->cells[leaf].base;
    return true;
}

uint32_t trie_walk(const struct trie *t, uint32_t state, str bytes); /* 0: off every key */
