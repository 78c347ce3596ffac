/* What was before between the two sides of a meeting, for whoever prepares for it. */
#pragma once

#include "trust/encounter.h"

struct encounter_before {
    int64_t id;
    str day, how, title;
    bool confirmed; /* both sides said that they met */
};

enum { ENCOUNTER_PAST_MOST = 5 };

struct encounter_past {
    struct encounter_before at[ENCOUNTER_PAST_MOST];
    size_t count;
};

/* Held between the same two sides before this one begins, the last first, as far as the actor may see
 * them. */
struct encounter_past encounter_past(struct work *w, const struct encounter *e);
