/* The owner of a need or offer that is not for everybody agreed that somebody sees it: the managers
 * of a cluster, or all who work for an organisation. It holds while the text is published, and is
 * undone at any time. Who sees what by it is said by the view unveiled_to. */
#pragma once

#include "base/work.h"

struct unveiled {
    int64_t id;
    int64_t listing;
    int64_t cluster;      /* who may see it: a cluster */
    int64_t organisation; /* or an organisation; the other is 0 */
    str cluster_name;     /* in lists */
    int64_t at;
};

struct unveilings {
    struct unveiled *at; /* the newest first */
    size_t count;
};

enum { UNVEILINGS_MOST = 50 };

/* Whether there is something to agree to: the text or its owner is not for everybody. */
bool unveil_wanted(struct work *w, int64_t listing);

/* Once, however often; false if it is told to UNVEILINGS_MOST already. */
bool unveil_add(struct work *w, const struct unveiled *u);
bool unveil_remove(struct work *w, int64_t listing, int64_t id); /* false if there was none */
struct unveilings unveil_list(struct work *w, int64_t listing);
