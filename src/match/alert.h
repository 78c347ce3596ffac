/* New strong matches of a cluster's members: those among everybody's best partners (live_best())
 * that the cluster has not looked at yet.
 *
 * A match is strong from ALERT_GOOD on, by what both texts are about; refused ones are in no list,
 * so they are never told. What was looked at is kept for the cluster, not for each of its people: the
 * office shares the work. */
#pragma once

#include "match/live.h"

enum {
    ALERTS_MOST = 2000, /* told at once; the strongest of more */
};

#define ALERT_GOOD 0.35F

struct alert {
    int64_t ours, theirs; /* organisations */
    int64_t cluster;      /* the first of theirs; 0: none */
    float score;          /* 0 to 1 */
};

struct alert_wish {
    str country;  /* theirs; empty: any */
    str kind;     /* of the organisation; empty: any */
    int64_t ours; /* one member's only; 0: all */
    float least;  /* 0: ALERT_GOOD */
};

struct alerts {
    struct alert *at; /* the strongest first */
    size_t count;
    size_t waiting; /* members whose best partners are not known yet, shortly after the start */
};

struct alerts alert_list(
        struct work *w, struct live *live, int64_t cluster, const struct alert_wish *wish);

/* In the caller's unit of work: they are not told again. */
void alert_see(struct work *w, int64_t cluster, const struct alerts *seen);
