/* What stands beside the day of a meeting that is to come: a holiday, a night, a colleague who meets
 * them already. It keeps nobody from anything. */
#pragma once

#include "trust/encounter_warning.h"
#include "web/meeting_draft.h"

void meeting_warnings(struct page *p, const struct meeting_draft *d);
void meeting_warning_list(struct page *p, const struct encounter_warnings *all);
