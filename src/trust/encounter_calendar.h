/* Somebody's own meetings, for a calendar of theirs that subscribes to them. They are called the same as
 * in the invitations that go with letters (encounter_letter.h), and no mail address stands in it. */
#pragma once

#include "trust/encounter.h"
#include "wire/ics.h"

enum { ENCOUNTER_FEED_MOST = 500, ENCOUNTER_FEED_DAYS = 366 };

/* All meetings of an individual from a year ago on, without people. `address` is the platform's:
 * "https://clusters.example.org". */
str encounter_feed(struct work *w, str address, int64_t individual);
