/* The buttons with which somebody says whether they come to a meeting, whether it took place, or that
 * they take their part back: on its page for who is signed in, and behind a letter's link. */
#pragma once

#include "trust/encounter.h"
#include "web/page.h"

struct meeting_answer {
    const struct encounter *encounter;
    const struct encounter_person *me;
    str action; /* where the form goes, after the language */
    bool keyed; /* it carries the form key; not behind a letter's link, whose address is the key */
};

void meeting_answer_form(struct page *p, const struct meeting_answer *a);

/* Takes what was pressed, in a unit of its own: false if nothing could come of it, and then the page
 * is written already. Whoever wrote the meeting down hears of a refusal. */
bool meeting_answer_take(struct page *p, int64_t encounter, int64_t individual);
