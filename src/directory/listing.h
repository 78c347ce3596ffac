/* A need or an offer, in its owner's words and language. The two have the same fields, states and
 * rights, so they are one subject, told apart by their side. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct listing {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    str key;
    int64_t organisation;
    str organisation_key;  /* in imports and exports */
    str organisation_name; /* in lists */
    str organisation_country;
    str side; /* "need" or "offer" */
    str kind, title, body, lang, status, visibility, partnerships, sectors, customer_sectors,
            partner_kinds, partner_sizes, countries, countries_excluded, stage, rights,
            certificates, quantity, valid_until, confirmed;
};

struct listings {
    struct listing *at;
    size_t count;
};

enum { LISTING_PAGE = 25, LISTINGS_MOST = 500 };

extern const struct columns listing_columns;

bool listing_one(struct work *w, int64_t id, struct listing *found);
struct listings listing_page(struct work *w, const int64_t *ids, size_t count);
struct listings listing_of(struct work *w, int64_t organisation);
/* As it is stored, whoever asks: for imports, which have asked for the right. */
bool listing_stored(struct work *w, int64_t id, struct listing *found);
void listing_remove(struct work *w, int64_t id); /* for undoing; people withdraw */

int64_t listing_by_key(struct work *w, str key);
enum saved listing_save(struct work *w, struct listing *l);

/* What else may be wrong than single fields: a last day that lies in the past. */
void listing_check(const struct listing *l, str today, struct flaws *flaws);

/* For listing_act.h, which knows who may. `confirmed`: the day it was said to hold; empty: as it
 * was. */
void listing_set_status(struct work *w, int64_t id, str status, str confirmed);
struct listings listing_export(struct work *w, int64_t cluster, str after, size_t most);
