/* The partners of an organisation as JSON:
 *
 *     {"organisation": 12, "name": "...", "country": "DK", "partners": [
 *       {"organisation": 7, "name": "...", "country": "DE", "score": 0.51, "gain": M, "give": M}]}
 *
 * `gain` is our need and their offer, `give` their need and our offer, each as
 *
 *     {"need": 804, "offer": 9, "fit": 0.62, "mirrored": false, "share": 1,
 *       "channels": {"concepts": 0.52, "letters": 0.1, "codes": 0, "embeddings": 0}, "through":
 *       [{"concept": "mat.aluminium", "label": "aluminium", "part": 0.31}]}
 *
 * or null. need and offer are numbers of listings, fit is 0 to 1, share what conditions leave of it,
 * and the parts of all concepts, of which the greatest are named, are the cosine; a mirrored one
 * counts that half beside the sectors in common. The channels are
 * there where more than the concepts was looked at: what each gave of the fit, which is their sum
 * or 1. Where the texts are given, "need_title", "need_language", "offer_title" and
 * "offer_language" follow the numbers. Whoever is not named to the reader has the organisation null
 * and no listings. As CSV it is a row for each partner, with the same words as columns. */
#pragma once

#include "directory/listing.h"
#include "match/live.h"
#include "match/match.h"
#include "wire/json.h"

enum { PARTNERS_CONCEPTS = 8 };

struct partners_of {
    const struct live_view *view;
    int64_t organisation;
    enum tongue tongue;             /* of the labels */
    const struct channels *weights; /* by which it was looked at closer; NULL: it was not */
    const struct listings *texts;   /* those the reader may see; NULL: numbers alone */
};

/* The members of the object, for whoever has more to say in it. */
void partners_members(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found);

void partners_json(struct json *j, struct arena *scratch, const struct partners_of *of,
        const struct matches *found);

/* What a concept gives of the cosine of the two texts; 0 where it is not in both. */
float partners_part(const struct live_view *v, const struct meeting *m, uint32_t concept);

/* "channels" as above. */
void partners_channels(struct json *j, const struct meeting *m, const struct channels *weights);

void partners_csv_head(struct buf *out);
void partners_csv(struct buf *out, const struct partners_of *of, const struct matches *found);
