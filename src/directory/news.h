/* What stands in the database of some organisations and listings, as the roster keeps it: read
 * before it is put in, so that nobody who reads the roster waits for the database. */
#pragma once

#include "base/work.h"

enum { NEWS_AT_ONCE = 20000 }; /* read in one go, when everything is */

struct news_organisation {
    int64_t id;
    bool there; /* false: it was erased */
    int64_t updated, withdrawn, audience;
    str name, lang, kind, country, region, size, sectors, ecosystems, languages;
    const int64_t *clusters;
    size_t cluster_count;
};

struct news_listing {
    int64_t id;
    bool there;
    int64_t organisation, updated, audience;
    str side, kind, title, lang, status, sectors, customers, valid_until;
};

struct news {
    struct news_organisation *organisations;
    size_t organisation_count, organisation_room;
    struct news_listing *listings;
    size_t listing_count, listing_room;
};

struct news_ids {
    int64_t *at;
    size_t count, room;
};

/* The next ones by id, for filling the roster: those up to the id that it returns; 0 when there are
 * no more. */
int64_t news_organisations(struct work *w, int64_t after, struct news *found);
int64_t news_listings(struct work *w, int64_t after, struct news *found);
int64_t news_listings_end(struct work *w, int64_t after);

/* Those organisations with all of their listings, and those listings. The ids are sorted, and each
 * thing is read once. */
struct news news_of(struct work *w, struct news_ids organisations, struct news_ids listings);

void news_add(struct arena *mem, struct news_ids *ids, int64_t id);
