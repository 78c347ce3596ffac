/* What becomes of contact requests by itself: a reminder before the deadline, the end after it, and
 * asking again on the day somebody named. Each list is to be asked for again until it is empty; each
 * act below takes its request out of it, in the caller's transaction. */
#pragma once

#include "trust/approach.h"

enum { APPROACH_REMIND_DAYS = 3 }; /* before the deadline; half of the time where that is less */

/* Where whoever is asked, or the speaker, has said nothing yet: once for each. */
struct approaches approach_to_remind(struct work *w);
void approach_note_reminded(struct work *w, const struct approach *a);
/* Whether it is the one who is asked who has said nothing. */
bool approach_unanswered(struct work *w, const struct approach *a);

/* Those whose deadline is over: refused and unanswered ones in one list, by number. */
struct approaches approach_to_close(struct work *w);
void approach_close(struct work *w, struct approach *a);

/* "Not now" whose day has come: they have as long as the first time. */
struct approaches approach_to_ask_again(struct work *w);
void approach_ask_again(struct work *w, struct approach *a);
