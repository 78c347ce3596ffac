/* Trust between people as it is now, in memory: the graph, kept up with the database.
 *
 * Whoever saved something calls trust_catch_up(), and so does the clock every quarter of a second
 * for what others saved; both replay the log of changes from the last place seen. Many may ask at
 * once; one at a time takes in what is new, and holds them up for well under a millisecond. */
#pragma once

#include "trust/chain.h"

struct trust;

struct trust *trust_open(void);
void trust_close(struct trust *t);

/* All there is, from the database. */
void trust_load(struct work *w, struct trust *t);

/* How many changes were taken in. The work must be outside a transaction. */
size_t trust_catch_up(struct work *w, struct trust *t);

/* The best chains from any of some people to any of others; see trust/chain.h. */
struct trust_chains trust_chains(
        struct work *w, struct trust *t, const struct chain_question *question);

/* The graph as it is, held still until trust_done(): ask at once, and nothing of the database in
 * between. */
const struct graph *trust_read(struct trust *t);
void trust_done(struct trust *t);
