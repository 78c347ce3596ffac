/* Who has seen what of whom, in memory: for everybody the people they know and the evidence, and
 * the other way round the people who know them. About 14 bytes a direction and 4 for the way back.
 *
 * What a piece of evidence weighs is for whoever asks: every cluster has its own rule. So the kinds
 * and days themselves stand here, and a view weighs them.
 *
 * One writer, and many readers while it does not write; trust/trust.h sees to that. */
#pragma once

#include "base/numbers.h"
#include "trust/belief.h"

enum {
    GRAPH_NONE = UINT32_MAX,
    GRAPH_DAY_ZERO = 10957, /* 1 January 2000, in days since 1970: no evidence is older */
    GRAPH_DAYS = 65536,
};

struct graph_person {
    int64_t id;      /* of the individual */
    uint64_t speaks; /* languages at B1 or better, a bit for each of graph_tongue() */
    uint32_t known;  /* where in `out` the people they know begin, and how many */
    uint32_t known_count;
    uint32_t knowers; /* where in `in` the people who know them begin */
    uint32_t knower_count;
    uint32_t knower_room;
    bool off; /* wants to be no link in introductions */
};

struct graph {
    struct graph_person *people;
    uint32_t count;
    uint32_t room;
    uint32_t *slots; /* places by the id's hash; GRAPH_NONE: free */
    uint32_t slot_count;
    struct numbers out; /* for each giver: receivers by place, ends of their items, items */
    struct numbers in;  /* for each receiver: givers, in no order */
    size_t ties;        /* directions in which something was seen */
    bool loading;       /* who knows somebody is not kept up yet */
};

struct graph *graph_open(void);
void graph_close(struct graph *g);

/* Where somebody stands; GRAPH_NONE: nobody has seen anything of them, nor they of others. */
uint32_t graph_place(const struct graph *g, int64_t individual);
/* The same, and they are put in if they are not there. */
uint32_t graph_put_person(struct graph *g, int64_t individual);

/* All that somebody has seen of others, instead of what stood there. Those others are put in. */
void graph_put(struct graph *g, int64_t giver, const struct evidences *seen);
/* Somebody who is no more: what they saw, and what others saw of them. */
void graph_remove(struct graph *g, int64_t individual);

/* From the first: many are put in at once. Then graph_settle() is due before anybody reads. */
void graph_load(struct graph *g);

/* What was left behind is most of it: a graph without waste, made aside while others read on. The
 * writer then puts it in the place of the old one, which goes. */
bool graph_is_wasteful(const struct graph *g);
struct graph *graph_settled(const struct graph *g);
void graph_swap(struct graph *g, struct graph *settled);

size_t graph_bytes(const struct graph *g);

/* ---- reading */

struct graph_known {
    const uint32_t *at;    /* places, rising */
    const uint32_t *ends;  /* the items of at[i] are those before ends[i] */
    const uint32_t *items; /* kind and day */
    uint32_t count;
};

struct graph_known graph_known(const struct graph *g, uint32_t place);

static inline const uint32_t *graph_knowers(const struct graph *g, uint32_t place) {
    return g->in.at + g->people[place].knowers;
}

/* The graph by one rule, on one day: what each kind weighs, and how it faded. */
struct graph_view {
    const struct graph *graph;
    const double *fade; /* by age in days, GRAPH_DAYS of them */
    double strength[EVIDENCE_KINDS];
    int64_t today; /* since 2000 */
};

/* In the arena. `today` is in days since 1970. */
struct graph_view graph_view(
        struct arena *mem, const struct graph *g, const struct rule *rule, int64_t today);

/* Of the i-th of those somebody knows. */
double graph_belief_at(const struct graph_view *v, const struct graph_known *k, uint32_t i);
/* Between two places; 0 where nothing was seen. */
double graph_belief(const struct graph_view *v, uint32_t from, uint32_t to);
