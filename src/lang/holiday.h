/* Public holidays by country, and by region where one is known. They are computed for any year from
 * 1970 to 2099, as the rules were at the beginning of 2026; the laws are named in holiday_rules.c.
 *
 * What governments decide anew each year is not in it: the working days China moves around its
 * holidays, single days off, and feasts of one town. */
#pragma once

#include "base/work.h"

/* The name of the day in the reader's language, empty on any other day. `country` is a code ("DE"),
 * `day` as "2027-06-30". Only what holds in all of the country. */
str holiday_name(struct work *w, str country, str day);

/* The same with what holds in the region alone ("DE-BY", or one within it; may be empty). Great
 * Britain without a region counts as England, where most people live. */
str holiday_in(struct work *w, str country, str region, str day);

/* Whether the country's holidays are known at all: else no answer means nothing. */
bool holiday_known(str country);
