/* "Not for us", with a reason: between two organisations or two clusters, it holds both ways and
 * never comes back by itself. Only the cluster that said it reads why. */
#pragma once

#include "match/index.h"

struct refusal {
    int64_t id;
    enum refusal_scope scope;
    int64_t own, partner;
    str reason; /* of the label set */
    str note;   /* in their own words */
    int64_t at;
    str own_name, partner_name; /* in lists; empty: one that the reader may not see any more */
};

struct refusals {
    struct refusal *at;
    size_t count;
};

enum { REFUSALS_MOST = 200, REFUSAL_NOTE_MOST = 500 };

void refusal_add(struct work *w, const struct refusal *r);
/* What the cluster and its members refused; the latest first. */
struct refusals refusal_list(struct work *w, int64_t cluster);

/* Takes back one of those; false if there is none with that id. */
bool refusal_remove(struct work *w, int64_t cluster, int64_t id);
