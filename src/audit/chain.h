/* The chain of audit rows: each place holds a hash (BLAKE2b, 256 bits) of its row and of the hash
 * before it. Whoever keeps the last hash elsewhere can tell later that nothing up to it was
 * changed, not even by somebody who made the whole chain anew. */
#pragma once

#include "base/work.h"

/* Outside a transaction: gives places to the rows that wait for one. One machine does it at a time;
 * where another is at it, nothing is done, and it is done with the next turn. */
void audit_chain(struct work *w);

enum chain_flaw {
    CHAIN_SOUND,
    CHAIN_ROW_CHANGED, /* a row, or the order of them, is not what it was */
    CHAIN_ROW_GONE,
    CHAIN_PLACE_GONE,  /* a place is missing in the middle */
    CHAIN_ROW_OUTSIDE, /* a row was put in beside the chain */
    CHAIN_OTHER_HEAD,  /* the hash that was kept elsewhere is not the one at its place */
};

struct chain {
    enum chain_flaw flaw;
    int64_t place;   /* where it breaks */
    int64_t row;     /* the audit row there */
    int64_t begins;  /* the first place; above 1 once old rows have gone by their day */
    int64_t count;   /* how many rows hang together */
    int64_t waiting; /* rows that have no place yet */
    str head;        /* "17:hash" of the last place; empty while there is none */
};

/* Walks all of it. `head` was kept elsewhere, as in struct chain; empty: none was. */
struct chain chain_check(struct work *w, str head);
str chain_head(struct work *w);

/* Forgets the rows before that time. The last of their places stays as the beginning, so that the
 * rest still hangs together. How many went. */
int64_t chain_forget(struct work *w, int64_t before);
int64_t chain_forgettable(struct work *w, int64_t before);

str chain_flaw_text(enum chain_flaw flaw); /* in English, for the command line */
