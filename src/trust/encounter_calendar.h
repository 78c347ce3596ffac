/* Meetings for calendars: what goes with an invitation, and what somebody's own calendar subscribes
 * to. Nobody's mail address stands in either but the reader's: the platform itself is the organiser,
 * and answers go by the link in the letter. */
#pragma once

#include "trust/encounter.h"
#include "wire/ics.h"

struct encounter_calendar {
    str address; /* of the platform: "https://clusters.example.org" */
    str from;    /* the mail address it writes from; empty: no invitation is made */
};

/* For one of its people: REQUEST, or CANCEL where it was cancelled, in the language of the work. Empty
 * where only the day is known. `facts` is what the letter says of it. */
str encounter_invitation(struct work *w, const struct encounter_calendar *c,
        const struct encounter *e, const struct encounter_person *to, str facts);

enum { ENCOUNTER_FEED_MOST = 500, ENCOUNTER_FEED_DAYS = 366 };

/* All meetings of an individual from a year ago on, without people. */
str encounter_feed(struct work *w, const struct encounter_calendar *c, int64_t individual);
