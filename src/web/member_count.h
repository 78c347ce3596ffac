/* How many members of each kind every cluster has, as far as the reader may see them. Counted in
 * memory, for all clusters at once. */
#pragma once

#include "directory/roster.h"
#include "web/page.h"

struct member_count {
    size_t company, research, public_body, association;
    size_t all; /* without the cluster's own office */
};

struct member_counts {
    struct member_count *at; /* by the cluster's id */
    size_t count;
};

/* Between live_read() and live_done(). */
struct member_counts member_counts(struct page *p, const struct roster *r);
struct member_count member_count_of(const struct member_counts *all, int64_t cluster);
