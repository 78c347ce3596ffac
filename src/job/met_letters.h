/* Letters that ask, after a meeting, whether it took place: to each side that has not said it yet,
 * and once more a week later (trust/encounter_due.h). */
#pragma once

#include "base/work.h"
#include "trust/encounter_letter.h"

/* Each meeting a unit of its own. False while another machine is at it, or if it broke. */
bool met_letters_turn(struct work *w, const struct encounter_post *post);
