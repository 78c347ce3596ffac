/* A company, research group, public body or association; or the office of a cluster itself. */
#pragma once

#include "base/work.h"
#include "directory/column.h"

struct organisation {
    int64_t id;
    int64_t version;
    int64_t created;
    int64_t updated;
    int64_t withdrawn; /* 1: listed no more, kept for the record */
    str key;
    str clusters; /* keys of the clusters it is a member of: "alu-sonderjylland;oresund-ict" */
    str kind, name, lang, country, region, place, postcode, latitude, longitude, sectors,
            ecosystems, size, languages, website, certificates, founded, visibility, profile;
    str remark; /* what an import could not place; only its own clusters see it */
};

struct organisations {
    struct organisation *at;
    size_t count;
};

enum { ORGANISATION_PAGE = 25 };

extern const struct columns organisation_columns;

/* What the actor may see of one; false if there is nothing for their eyes. */
bool organisation_one(struct work *w, int64_t id, struct organisation *found);
/* The same for one page of a list, in the order of the ids, at most ORGANISATION_PAGE. */
struct organisations organisation_page(struct work *w, const int64_t *ids, size_t count);

/* The cluster in whose name the actor acts for it: the preferred one if it is one of those, else the
 * first; 0 if there is none. */
int64_t organisation_cluster(struct work *w, int64_t id, int64_t preferred);

int64_t organisation_by_key(struct work *w, str key);
enum saved organisation_save(struct work *w, struct organisation *o);
void organisation_remove(struct work *w, int64_t id); /* with all it has: for undoing */
void organisation_withdraw(struct work *w, int64_t id, bool withdrawn);

/* As it is stored, whoever asks: for imports and exports, which have asked for the right. */
bool organisation_stored(struct work *w, int64_t id, struct organisation *found);

/* Every organisation from key `after` on, for export: at most `most`, by key; of one cluster, or
 * of all where cluster is 0. */
struct organisations organisation_export(struct work *w, int64_t cluster, str after, size_t most);
