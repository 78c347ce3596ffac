/* How far the actor sees: with the eyes of a visitor, a partner or an administrator, and in which
 * clusters as one of their own. Asked once a request; the statements that read ask again. */
#pragma once

#include "base/work.h"

enum { SCOPE_CLUSTERS_MOST = 64 };

struct scope {
    int64_t reach; /* 0 everybody's, 1 partners', 2 everything */
    int64_t clusters[SCOPE_CLUSTERS_MOST];
    size_t count;
};

struct scope scope_of(struct work *w);
bool scope_manages(const struct scope *s, int64_t cluster);
