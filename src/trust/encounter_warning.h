/* What somebody may want to know before they choose a day: holidays and nights on either side, and
 * meetings that are there already. Nothing of it keeps anybody from meeting. */
#pragma once

#include "trust/encounter.h"

enum encounter_warning_kind {
    WARNING_HOLIDAY,   /* `what` is its name, `where` the country's code */
    WARNING_WEEKEND,   /* in the zone `where` */
    WARNING_HOURS,     /* before 8 or after 18 in the zone `where`; `what` is the time there */
    WARNING_COLLEAGUE, /* the same side meets them within two weeks: `what` is who, `where` the day */
    WARNING_BUSY,      /* `what`, one of ours, has another meeting then */
};

struct encounter_warning {
    enum encounter_warning_kind kind;
    str what, where;
    int64_t encounter; /* of the other meeting; 0: none */
};

struct encounter_warnings {
    struct encounter_warning *at;
    size_t count;
};

enum { ENCOUNTER_WARNINGS_MOST = 12, ENCOUNTER_NEAR_DAYS = 14 };

/* Of one that is to come, with these people; none where it is over. */
struct encounter_warnings encounter_warnings(
        struct work *w, const struct encounter *e, const struct encounter_people *people);
