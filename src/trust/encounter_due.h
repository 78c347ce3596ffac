/* Who is to be asked whether a meeting took place: after its end, each side of which nobody has said
 * it yet, once and a second time a week later; then they are left in peace. */
#pragma once

#include "trust/encounter.h"

enum {
    ENCOUNTER_DUE_MOST = 50,
    ENCOUNTER_WAIT_SECONDS = 3600,           /* after the end */
    ENCOUNTER_AGAIN_SECONDS = 7 * 24 * 3600, /* until the second letter */
    ENCOUNTER_OLD_SECONDS = 60 * 24 * 3600,  /* nobody is asked about what is longer ago */
};

/* Meetings with somebody to be asked now, ENCOUNTER_DUE_MOST of them; how many. */
size_t encounter_due(struct work *w, int64_t ids[ENCOUNTER_DUE_MOST]);

/* Of one meeting: those to whom a letter is due now. */
struct encounter_people encounter_due_people(
        struct work *w, const struct encounter *e, const struct encounter_people *all);
