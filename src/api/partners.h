/* The partners of an organisation as JSON:
 *
 *     {"organisation": 12, "name": "...", "country": "DK", "partners": [
 *       {"organisation": 7, "name": "...", "country": "DE", "score": 0.51, "gain": M, "give": M}]}
 *
 * `gain` is our need and their offer, `give` their need and our offer, each as
 *
 *     {"need": 804, "offer": 9, "fit": 0.62, "mirrored": false, "share": 1, "through":
 *       [{"concept": "mat.aluminium", "label": "aluminium", "part": 0.31}]}
 *
 * or null. need and offer are numbers of listings, fit is 0 to 1, share what conditions leave of it,
 * and the parts of all concepts, of which the greatest are named, are the cosine. Whoever is
 * not named to the reader has the organisation null and no listings. */
#pragma once

#include "match/live.h"
#include "match/match.h"
#include "wire/json.h"

enum { PARTNERS_CONCEPTS = 8 };

struct partners_of {
    const struct live_view *view;
    int64_t organisation;
    enum tongue tongue; /* of the labels */
};

void partners_json(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found);
