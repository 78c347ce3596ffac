/* The best matches once more, by all channels and the cluster's own weights.
 *
 * Only the strongest meeting each way of the first RESCORE_MOST is looked at, so that it costs the
 * same however many there are; nobody else comes among them. It asks the database, so it is done
 * when the memory is no longer held (after live_done()). */
#pragma once

#include "lang/lexicon.h"
#include "lang/thesaurus.h"
#include "match/match.h"

enum { RESCORE_MOST = 200 };

struct rescore_by {
    const struct lexicon *lexicon;
    const float *letters;          /* live_letters() */
    const struct thesaurus *codes; /* live_codes(); NULL where nothing was imported */
    struct channels weights;
};

/* The list is in its new order afterwards. */
void rescore(struct work *w, const struct rescore_by *by, struct matches *found);

/* By other weights what rescore() found before: nothing is read again, and the order stays. */
void rescore_weigh(const struct channels *weights, struct matches *found);
