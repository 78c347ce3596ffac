/* How far the actor sees: with the eyes of a visitor, a partner or an administrator, in which
 * clusters and organisations as one of their own, and what was unveiled to them. Asked once a
 * request; the statements that read ask again. */
#pragma once

#include "base/work.h"

enum { SCOPE_CLUSTERS_MOST = 64, SCOPE_ORGANISATIONS_MOST = 64, SCOPE_UNVEILED_MOST = 500 };

/* A confidential need or offer whose owner agreed that the actor sees it. */
struct scope_unveiled {
    int64_t listing, organisation;
};

struct scope {
    int64_t reach;                         /* 0 everybody's, 1 partners', 2 everything */
    int64_t clusters[SCOPE_CLUSTERS_MOST]; /* that they manage */
    size_t count;
    int64_t organisations[SCOPE_ORGANISATIONS_MOST]; /* of which they are member or researcher */
    size_t organisation_count;
    struct scope_unveiled *unveiled; /* at most SCOPE_UNVEILED_MOST, the newest */
    size_t unveiled_count;
};

struct scope scope_of(struct work *w);
bool scope_manages(const struct scope *s, int64_t cluster);
bool scope_belongs(const struct scope *s, int64_t organisation); /* as member or researcher */
bool scope_has_own(const struct scope *s); /* something is theirs that is not everybody's */
bool scope_unveils(const struct scope *s, int64_t listing);
