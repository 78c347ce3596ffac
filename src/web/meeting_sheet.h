/* What the sheet before a meeting says, read before it is written: both sides, what they need and offer
 * as far as the reader may see it, what was before, and what the cluster knows of the country. */
#pragma once

#include "directory/custom.h"
#include "directory/listing.h"
#include "directory/organisation.h"
#include "trust/encounter.h"
#include "trust/encounter_past.h"
#include "trust/encounter_speech.h"
#include "trust/encounter_warning.h"
#include "web/cluster_pairs.h"
#include "web/match_view.h"
#include "web/page.h"
#include "web/title.h"

/* One of the two sides. */
struct sheet_side {
    int64_t cluster, organisation; /* 0: not known */
    str name, lang, country;
    str zone;                      /* of its place */
    struct organisation shown;     /* what the reader may see of it; id 0: nothing */
    const struct speakers *people; /* at the meeting */
    struct listings texts;         /* open ones of the organisation that the reader may see */
    struct titles titles;
};

struct meeting_sheet {
    struct encounter encounter;
    struct encounter_warnings warnings;
    struct encounter_speech speech;
    struct sheet_side ours, theirs; /* as the reader stands */
    struct encounter_past past;
    struct custom custom; /* id 0: nothing is noted */
    struct match_found found;
    struct match_shown match;
    bool matched;              /* both are there */
    struct rollup_pairs pairs; /* of members, where an office meets */
};

/* False if there is no such meeting for the reader. */
bool meeting_sheet_read(struct page *p, struct meeting_sheet *s);
