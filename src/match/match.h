/* Partners for an organisation where both sides gain: each has a need that the other can fill.
 *
 * How well two organisations fit is defined in fit.h, and found in finder.h. */
#pragma once

#include "directory/scope.h"
#include "match/channel.h"
#include "match/index.h"

/* One need and one offer that met. */
struct meeting {
    float fit;          /* 0 to 1 */
    float share;        /* of it that conditions leave: countries, a mirrored text */
    struct channels by; /* what each channel found, before weights and share */
    int64_t need;       /* listings */
    int64_t offer;
    bool mirrored; /* a market and its customers, not a stated need and offer */
};

struct match {
    int64_t partner;              /* organisation; 0 where the reader may not know it */
    uint64_t country, kind, size; /* roster_code(): what is shown of one that stays unnamed */
    float score;                  /* 0 to 1 */
    struct meeting gain;          /* our need, their offer */
    struct meeting give;          /* their need, our offer */
    float stated_gain; /* the best of what people wrote themselves, without mirrored texts */
    float stated_give;
};

struct matches {
    struct match *at;
    size_t count;
};

struct match_wish {
    bool one_way; /* also partners who could fill a need, or have one, without return */
    bool at_home; /* also partners in the same country */
    float good; /* only whom what people wrote fits so well, either way, best stated fit first; 0: all */
    size_t most; /* 0: all */
};

/* The best first; equal ones by id. `now` of the work decides what has lapsed. */
struct matches match_organisation(struct work *w, const struct index *x, const struct roster *r,
        int64_t organisation, const struct match_wish *wish);

/* The one match of two, also where only one gains; none where they have nothing in common, or one
 * of them refused the other. */
struct matches match_pair(struct work *w, const struct index *x, const struct roster *r,
        int64_t organisation, int64_t partner);

/* Takes away names and texts that the reader may not see: a confidential need is matched, but
 * abroad it shows only country, kind and size. */
void match_veil(const struct roster *r, const struct scope *scope, struct matches *found);

/* The day of the work's now, as texts have it: 20270630. */
int32_t match_today(struct work *w);

float match_mutual(float x, float y);
void match_sort(struct matches *found); /* the best first, equal ones by id */

/* Looks up everything that one text meets on the other side; used by the roll-up too. */
struct met {
    uint32_t text;
    float fit;
    float share; /* of the cosine that conditions leave */
};

struct mets {
    struct met *at;
    size_t count;
};

struct match_scratch {
    float *score; /* by text; all zero between calls */
};

struct match_scratch match_scratch(struct arena *mem, const struct index *x);
struct mets match_text(
        struct work *w, const struct index *x, uint32_t text, struct match_scratch *s);
/* The same for a text that need not be in the index. */
struct mets match_as(
        struct work *w, const struct index *x, const struct text *own, struct match_scratch *s);
