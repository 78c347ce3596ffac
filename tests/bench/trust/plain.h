/* The same question answered as one would write it down first: in memory from one end, link by link,
 * and by a statement of a database. Both for one person to one. */
#pragma once

#include "trust/chain.h"

/* All chains, one by one, of which the best are kept. */
struct trust_chains plain_chains(
        struct arena *mem, const struct graph_view *v, uint32_t from, uint32_t to);

/* All ties with what they are worth by one rule, which spares the database the weighing. */
struct plain_tables *plain_tables_open(const struct graph_view *v);
void plain_tables_close(struct plain_tables *t);
/* What the best chain is worth; 0: there is none. Negative: it took longer than that. */
double plain_tables_best(struct plain_tables *t, uint32_t from, uint32_t to, int milliseconds);
