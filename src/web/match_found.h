/* The partners of the organisation that is asked for, as its pages show them: by all channels and the
 * weights of the reader's cluster, without what the reader may not see. */
#pragma once

#include "match/match.h"
#include "web/page.h"

struct match_found {
    struct matches all; /* the best RESCORE_MOST */
    struct channels weights;
};

struct match_found match_found_list(struct page *p, bool one_way, bool at_home);

/* The one match with `other`, also where only one gains; none, or one without a partner, where they
 * have nothing in common that the reader may see. */
struct match_found match_found_pair(struct page *p);
