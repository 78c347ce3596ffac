/* In which order a cluster sees its matches: what else than the fit moves one up or down.
 *
 * Each factor says how far a match is from the best there could be, 0 to 1, and puts it back by that
 * much of the influence the cluster gives it: score * (1 - influence * far) for each of them. So
 * every factor is a multiplier above 0 and at most 1. It changes the order and never the fit that is
 * shown, and whatever bounds a fit bounds the product as well. What is not known puts nothing back.
 *
 * age       of the oldest of the texts that met, since it was changed or confirmed: half after a year
 * distance  along the great circle between the two, or else their clusters' offices: half at 1000 km
 * trust     what the cluster said of earlier matches with members of theirs: 1 - (good + 1) /
 *           (good + refused + 2), by Laplace's rule of succession; without evidence half, as for
 *           everybody, so nothing moves by it. "They compete with us" and "we know them" are none
 * size      steps between the two in the list of sizes, or to the nearest one wished for
 * country   whether it is one of those preferred
 *
 * Only the first ORDER_MOST of a list are moved; nobody else comes among them. */
#pragma once

#include "directory/cluster.h"
#include "match/match.h"

enum order_factor {
    ORDER_AGE,
    ORDER_DISTANCE,
    ORDER_TRUST,
    ORDER_SIZE,
    ORDER_COUNTRY,
    ORDER_FACTORS
};

enum { ORDER_MOST = 200, ORDER_INFLUENCE_MOST = 90, ORDER_UNKNOWN = -1 };

struct order {
    float influence[ORDER_FACTORS]; /* 0 to 0.9 */
    str sizes;                      /* wished for, "50-249;500+"; empty: like our own */
    str countries;                  /* preferred, "DE;SE"; empty: none is */
};

/* What is known of one match, before any influence. */
struct order_facts {
    int64_t days;          /* since the oldest text was touched; ORDER_UNKNOWN: none was read */
    int64_t kilometres;    /* or ORDER_UNKNOWN */
    int64_t good, refused; /* earlier matches with their clusters */
    uint64_t size, own_size, country; /* roster_code(); 0: unknown */
};

/* Of the first ORDER_MOST of the matches, in their order. */
struct ordered {
    struct order_facts *at;
    size_t count;
};

struct order order_usual(void); /* age 0.2; else nothing */

/* Reads them for matches of that member of the cluster; what has no influence in `order` may stay
 * unread, NULL reads all. It asks the database, so after live_done(), and before match_veil(). */
struct ordered order_read(struct work *w, int64_t cluster, int64_t ours, const struct order *order,
        const struct matches *found);

/* The same of other clusters, by their offices; texts and sizes say nothing of them. */
struct ordered order_read_clusters(struct work *w, const struct cluster *ours,
        const struct cluster *const *theirs, size_t count);

/* The matches in their new order, and the facts with them. */
void order_sort(const struct order *order, struct matches *found, struct ordered *facts);

float order_far(const struct order *order, const struct order_facts *f, enum order_factor factor);
float order_share(const struct order *order, const struct order_facts *f); /* above 0, at most 1 */
