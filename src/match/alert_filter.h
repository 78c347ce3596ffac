/* Which new matches somebody wants to be told of, kept under a name. Everybody has their own, and all
 * of this is about the actor's. */
#pragma once

#include "match/alert.h"

enum { ALERT_FILTERS_MOST = 20, ALERT_FILTER_CHARACTERS_MOST = 100, ALERT_FILTER_BYTES_MOST = 400 };

struct alert_filter {
    int64_t id;
    str name;
    str kind, country, ecosystem, least; /* as in addresses; empty: any */
};

struct alert_filters {
    struct alert_filter *at; /* by name */
    size_t count;
};

enum alert_filter_flaw {
    ALERT_FILTER_FINE,
    ALERT_FILTER_WITHOUT_NAME,
    ALERT_FILTER_TOO_LONG,
    ALERT_FILTER_TOO_MANY,
};

/* One of the same name is replaced. */
enum alert_filter_flaw alert_filter_add(struct work *w, const struct alert_filter *f);
void alert_filter_remove(struct work *w, int64_t id);
struct alert_filters alert_filter_list(struct work *w);

struct alert_wish alert_filter_wish(const struct alert_filter *f);
