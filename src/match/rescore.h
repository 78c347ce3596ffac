/* The best matches once more, by all channels and the cluster's own weights.
 *
 * Only the strongest meeting each way of the first RESCORE_MOST is looked at, so that it costs the
 * same however many there are; nobody else comes among them. It asks the database, so it is done
 * when the memory is no longer held (after live_done()). */
#pragma once

#include "lang/lexicon.h"
#include "match/match.h"

enum { RESCORE_MOST = 200 };

/* `idf` of letters: live_letters(). The list is in its new order afterwards. */
void rescore(struct work *w, const struct lexicon *l, const float *idf,
        const struct channels *weights, struct matches *found);
