/* Chains of people from somebody to somebody: who could introduce whom. Each trusts the next, and
 * shares a language with them; a chain is worth the product of what each believes of the next. */
#pragma once

#include "trust/graph.h"

enum {
    CHAIN_LINKS_MOST = 3,
    CHAIN_PEOPLE_MOST = CHAIN_LINKS_MOST + 1,
    CHAINS_MOST = 3,
    CHAIN_ENDS_MOST = 1000, /* people at one end */
};

struct trust_chain {
    int64_t people[CHAIN_PEOPLE_MOST]; /* individuals, from the one who asks to the one asked */
    size_t count;                      /* 2 are one link */
    double belief;
};

struct trust_chains {
    struct trust_chain at[CHAINS_MOST]; /* the best first */
    size_t count;
};

struct chain_people {
    const int64_t *at; /* individuals */
    size_t count;
};

struct chain_question {
    struct chain_people from;
    struct chain_people to;
    struct chain_people without; /* who is not to be asked, whatever they are worth */
    struct rule rule;            /* of the cluster that asks */
    int64_t today;               /* days since 1970: w->now / 86400 */
};

/* The best chain; then the best without the people in the middle of the first; then the best
 * without those of both. Whoever switched introductions off is in none of them, but may begin one.
 * Of chains worth the same the shorter one comes first, then the one of lower numbers. */
struct trust_chains chain_find(
        struct arena *mem, const struct graph *g, const struct chain_question *question);

/* How warm its links are between them, for whoever reads of a chain. */
enum warmth chain_warmth(const struct trust_chain *c);
