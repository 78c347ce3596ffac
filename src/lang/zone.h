/* Time zones by their names in the IANA data base ("Europe/Copenhagen"), as ICU has them: local time
 * and seconds since 1970, and the place a zone is named after. What is no zone counts as UTC. */
#pragma once

#include "base/work.h"

enum { ZONE_NAME_MOST = 63 }; /* bytes of a name */

/* What the clocks on the wall show. */
struct zone_time {
    str day;    /* "2027-06-30" */
    int minute; /* of the day, from 0 to 1439 */
};

struct zone_list {
    const str *at;
    size_t count;
};

bool zone_is(str zone); /* "Europe/Copenhagen", "UTC"; neither "CET+1" nor "Mars/Base" */

/* When a clock there shows it, in seconds since 1970; 0 if the day is none. An hour that comes twice
 * is the first of the two, one that the clocks leave out is as much later. */
int64_t zone_seconds(str zone, str day, int minute);

struct zone_time zone_time(struct arena *mem, str zone, int64_t seconds);

/* Seconds that the clocks there are ahead of UTC at a moment. */
int64_t zone_offset(str zone, int64_t seconds);

/* Where most people of the country live; empty if the country is unknown. */
str zone_of_country(struct arena *mem, str country);

/* The same for a region ("US-CA", "ES-CN", or empty) within it. */
str zone_of_place(struct arena *mem, str country, str region);

/* The place a zone is named after, in the reader's language: "Kopenhagen"; "UTC" for that. */
str zone_place(struct work *w, str zone);

/* All zones that belong to a place, sorted by their names: some 430. */
struct zone_list zone_list(struct arena *mem);

/* When the clocks of a zone are set, forward or back. */
struct zone_change {
    int64_t at;
    int64_t before; /* seconds ahead of UTC until then */
    int64_t after;
    bool summer; /* from then on it is summer time */
};

/* The last change at or before a moment, and the first one after it; false if there is none. */
bool zone_changed(str zone, int64_t seconds, struct zone_change *found);
bool zone_changes(str zone, int64_t seconds, struct zone_change *found);
