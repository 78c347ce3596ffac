/* Numbers, dates, money and distances as the reader's language writes them.
 *
 * ICU's formatters are dear to open and must not be shared while in use. So each thread keeps
 * the ones it has opened until it ends, and nobody has to carry them: a caller brings only the
 * work, and gets text in its arena. Days and moments are those of UTC unless a zone is named. */
#pragma once

#include "base/work.h"

enum date_form { DATE_LONG, DATE_SHORT }; /* "30. Juni 2027", "30.06.2027" */

str locale_num(struct work *w, int64_t value);
str locale_real(struct work *w, double value, int digits); /* at most so many decimals */
str locale_percent(struct work *w, double share);          /* of 1: 0.5 is 50 % */

/* A date that is none is shown as it was written. */
str locale_date(struct work *w, str iso, enum date_form form);
str locale_day(struct work *w, int64_t seconds);
str locale_moment(struct work *w, int64_t seconds, str zone); /* "Europe/Copenhagen"; "" is UTC */
str locale_ago(struct work *w, int64_t seconds);              /* before or after the work's now */

str locale_money(struct work *w, int64_t minor, str currency); /* øre, cents: 123450 of "DKK" */
str locale_km(struct work *w, double metres);
