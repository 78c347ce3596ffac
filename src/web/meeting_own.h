/* What only the reader's own side has of a meeting: a note, the next step, and what it cost. */
#pragma once

#include "trust/encounter_cost.h"
#include "trust/encounter_note.h"
#include "web/page.h"

struct meeting_own {
    int64_t encounter;
    struct encounter_keeper keeper;
    struct encounter_note note;
    const struct encounter_note *theirs; /* what a colleague saved meanwhile; else NULL */
    struct flaws flaws;                  /* of the note */
    struct encounter_costs costs;
    /* A cost as it was typed and what is wrong with it. */
    enum encounter_cost_flaw cost_flaw;
    struct encounter_cost cost;
    str amount;
};

void meeting_own_read(struct page *p, struct meeting_own *o);
void meeting_own_write(struct page *p, const struct meeting_own *o);
