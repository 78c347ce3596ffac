/* Somebody's own meetings for their calendar: those they take part in, from a quarter of a year ago
 * on, cancelled ones among them so that calendars take them off. */
#pragma once

#include "base/work.h"

struct digest_meeting {
    int64_t id, sequence, starts, ends, updated;
    str zone, title, place;
    str who; /* on the other side: an organisation, else a cluster; may be empty */
    str state;
};

struct digest_meetings {
    struct digest_meeting *at;
    size_t count;
};

enum { DIGEST_MEETINGS_MOST = 500 };

struct digest_meetings digest_calendar(struct work *w, int64_t individual);
