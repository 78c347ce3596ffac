/* What both sides see of a meeting: when, where, how, and who. */
#pragma once

#include "trust/encounter.h"
#include "web/page.h"

void meeting_facts(struct page *p, const struct encounter *e);
/* The people of both sides; with what each answered, if `answers`. */
void meeting_people(struct page *p, const struct encounter_people *all, bool answers);
