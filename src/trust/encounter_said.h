/* A meeting in words, for letters and pages alike, in the reader's language. */
#pragma once

#include "trust/encounter.h"

str encounter_how_said(struct work *w, str how); /* "By video" */
/* "30 June 2027 at 14:00, 60 minutes, Copenhagen time"; only the day where no more is known. */
str encounter_when_said(struct work *w, const struct encounter *e, str zone);
/* The zone of the other side where its clocks show another time then; else empty. */
str encounter_other_zone(struct work *w, const struct encounter *e);

/* Who the side is: its organisation, else its cluster; empty where it is not known. */
str encounter_side_name(const struct encounter *e, enum encounter_side side);
str encounter_side_lang(const struct encounter *e, enum encounter_side side);
str encounter_side_country(const struct encounter *e, enum encounter_side side);

/* The people of one side, "Ane and Bo", without that individual. */
str encounter_names_said(struct work *w, const struct encounter_people *all,
        enum encounter_side side, int64_t without);
