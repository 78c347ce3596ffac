/* What a cluster notes on the customs of a country, for those who travel there: one note for each
 * country, in the words of its managers. It never leaves the cluster. */
#pragma once

#include "directory/column.h"

struct custom {
    int64_t id; /* 0: nothing is noted */
    int64_t version;
    int64_t updated;
    int64_t cluster;
    str country; /* "DE" */
    str body, lang;
};

struct customs {
    struct custom *at;
    size_t count;
};

enum { CUSTOMS_MOST = 300 }; /* more than there are countries */

extern const struct columns custom_columns; /* note, language */

/* False if nothing is noted. */
bool custom_one(struct work *w, int64_t cluster, str country, struct custom *found);
struct customs custom_list(struct work *w, int64_t cluster); /* sorted by the country's name */

/* A note without words is removed. SAVED_OLD_VERSION where somebody else stored one meanwhile. */
enum saved custom_save(struct work *w, struct custom *c);
