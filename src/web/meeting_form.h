/* The form in which a meeting is planned, written down or changed: as short as a thumb likes it. */
#pragma once

#include "web/form.h"
#include "web/meeting_draft.h"

/* `action` is where it is sent. What it would collide with stands beside the day. */
void meeting_form(struct form *f, const struct meeting_draft *d, str action);
