/* A cluster: the small office that serves the companies and researchers of one industry. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct cluster {
    int64_t id;
    int64_t version; /* of the stored text; a save against an older one is refused */
    int64_t created; /* seconds since 1970 */
    int64_t updated;
    str key; /* a readable name that stays the same from instance to instance */
    str name, lang, country, countries, region, place, latitude, longitude, sectors, ecosystems,
            languages, website, website_en, staff, founded, label, profile;
};

struct clusters {
    struct cluster *at;
    size_t count;
};

enum { CLUSTERS_MOST = 5000 };

extern const struct columns cluster_columns; /* in the order of forms and of clusters.csv */

bool cluster_one(struct work *w, int64_t id, struct cluster *found);
int64_t cluster_by_key(struct work *w, str key); /* 0 if there is none */
struct clusters cluster_list(struct work *w);    /* all, by key */

void cluster_remove(struct work *w, int64_t id); /* for undoing */

/* Stores it under its key (one is made if it has none) and gives it an id if it has none. */
enum saved cluster_save(struct work *w, struct cluster *c);
