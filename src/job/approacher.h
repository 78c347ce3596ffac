/* What becomes of contact requests by itself: a reminder before the deadline, the news that it passed,
 * and the question again on the day that somebody named. Each is one small unit, so that it does no
 * harm to be interrupted. */
#pragma once

#include "trust/approach_letter.h"

/* False while another machine is at it, or if it broke. */
bool approacher_turn(struct work *w, const struct approach_post *post);
