/* New strong matches of a cluster's members: those among everybody's best partners (live_best())
 * that the cluster has not looked at yet.
 *
 * A match is strong from the fit on that the cluster set (weighing.h), by what both texts are about;
 * refused ones are in no list, so they are never told. What was looked at is kept for the cluster, not for each of its people: the
 * office shares the work. */
#pragma once

#include "match/live.h"
#include "match/match.h"

enum {
    ALERTS_MOST = 2000, /* told at once; the strongest of more */
};

struct alert {
    int64_t ours, theirs; /* organisations */
    int64_t cluster;      /* the first of theirs; 0: none, or it stays unnamed */
    int64_t own;          /* the text of ours that brings most, after alert_texts() */
    float score;          /* 0 to 1 */
    bool veiled;          /* who it is stays unnamed; only where the wish has a scope */
};

struct alert_wish {
    str country;   /* theirs; empty: any */
    str kind;      /* of the organisation; empty: any */
    str ecosystem; /* theirs; empty: any */
    int64_t ours;  /* one member's only; 0: all */
    float least;   /* more than what is strong for the cluster; 0: that */
    /* Whose eyes, where by ecosystem or cluster more could be told of somebody unnamed than country,
     * kind and size; else NULL, which is quicker. */
    const struct scope *scope;
};

struct alerts {
    struct alert *at; /* the strongest first */
    size_t count;
    size_t waiting; /* members whose best partners are not known yet, shortly after the start */
};

struct alerts alert_list(
        struct work *w, struct live *live, int64_t cluster, const struct alert_wish *wish);

/* How many of them are wished. */
size_t alert_count(struct live *live, const struct alerts *all, const struct alert_wish *wish);

/* Looks up which of our texts brings most to each. */
void alert_texts(struct work *w, struct live *live, struct alerts *all);

/* The one of ours that brings most to a match; 0 where the reader may not know it. */
int64_t alert_own_text(const struct match *m);

/* In the caller's unit of work: they are not told again. */
void alert_see(struct work *w, int64_t cluster, const struct alerts *seen);
