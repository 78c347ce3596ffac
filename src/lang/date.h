/* Days as the platform stores them, "2027-06-30", and as people and spreadsheets write them. */
#pragma once

#include "base/arena.h"
#include "base/tongue.h"

#include <stdint.h>

bool date_valid(str iso);
str date_of(struct arena *mem, int64_t seconds); /* the day of a moment, in UTC */
int64_t date_seconds(str iso);                   /* when a valid day begins in UTC */

/* Reads 2027-06-30, 30.06.2027, 30/06/2027, 2027/6/30, 2027年6月30日 and 30. juni 2027 with the
 * months of all seven languages; what the parts do not settle, day before month does, as all of
 * Europe writes. Empty if it is no date. */
str date_parse_human(struct arena *mem, str text);
