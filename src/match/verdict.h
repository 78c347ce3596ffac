/* "This one is good" and "not for us": what a cluster said of a match, and what stood for it then.
 *
 * The evidence is kept as it was, because texts change, and because a refused pair is looked at no
 * more. From both kinds other weights can be proposed (proposal.h). "Not for us" itself is a refusal
 * (refusal.h), which hides the pair; here stands only what it teaches, as long as it is not taken
 * back. */
#pragma once

#include "match/order.h"

struct grounds {
    struct meeting gain, give; /* without the texts */
    float far[ORDER_FACTORS];
};

/* Who said it, of which two. */
struct verdict_about {
    int64_t cluster, own, partner;
};

struct verdict {
    bool good;
    struct grounds grounds;
};

struct verdicts {
    struct verdict *at; /* the oldest first */
    size_t count;
    size_t good;
};

enum { VERDICTS_MOST = 200 };

struct grounds verdict_grounds(
        const struct match *m, const struct order *order, const struct order_facts *facts);

/* In the caller's unit of work; the newer word counts. */
void verdict_give(struct work *w, const struct verdict_about *about, bool good,
        const struct grounds *grounds);
/* "This one is good" is taken back. */
void verdict_take(struct work *w, const struct verdict_about *about);

bool verdict_is_good(struct work *w, const struct verdict_about *about);

/* The latest VERDICTS_MOST that say something of the fit: "we know them" and "they compete with us"
 * do not. */
struct verdicts verdict_list(struct work *w, int64_t cluster);
