/* What a calendar says of a time zone (VTIMEZONE, RFC 5545, 3.6.5): as rules where the clocks are set
 * by one each year, else each change for as long as it is asked. */
#pragma once

#include "base/arena.h"

#include <libical/ical.h>
#include <stdint.h>

/* Good from the first moment to the last, and for longer where rules hold. The caller owns it. */
icalcomponent *ics_zone(struct arena *mem, str zone, int64_t first, int64_t last);

/* A moment as a clock shows it that is so many seconds ahead of UTC, without a zone. */
struct icaltimetype ics_wall(int64_t seconds, int64_t offset);
