/* Other weights, proposed from what a cluster said of its matches; nothing is changed by itself.
 *
 * Of each good match and each that is "not for us" the good one should stand first. The weights are
 * fitted to these pairs by logistic regression: the loss of a pair is log(1 + exp(-d)), where d is by
 * how much the good one stands before the other, here by the logarithm of its score times its
 * multipliers (Burges et al., Learning to rank using gradient descent, ICML 2005). They are held
 * near what they are now, as if two more decisions had spoken for it, so that few decisions move
 * them little. The concepts' weight stays: only what the others are in proportion to it puts matches
 * in another order. The same decisions always give the same proposal. */
#pragma once

#include "match/verdict.h"
#include "match/weighing.h"

enum { PROPOSAL_LEAST = 10, PROPOSAL_EACH_LEAST = 2, PROPOSAL_AGAIN = 5 };

struct proposal {
    size_t decisions, good;               /* that say something of the fit */
    size_t lacking;                       /* decisions until there can be a proposal; 0: enough */
    size_t lacking_good, lacking_refused; /* of these at least so many of each kind */
    bool dismissed;                       /* and hardly anything was said since */
    bool there;                   /* `then` puts more pairs right than the weights of today */
    size_t pairs;                 /* of a good and a refused one */
    size_t right_now, right_then; /* in which the good one stands first */
    struct weighing then;
};

struct proposal proposal_make(struct work *w, int64_t cluster, const struct weighing *now);

/* In the caller's unit of work: it is not made again before PROPOSAL_AGAIN more decisions. */
void proposal_dismiss(struct work *w, int64_t cluster);
