/* What the clock has to do about introductions, and when: kept apart from them, so that the row that
 * an asker may read stays as it is. */
#pragma once

#include "trust/introduction.h"

bool introduction_course_any(struct work *w);     /* whether something is due now */
int64_t introduction_course_next(struct work *w); /* the introduction; 0: none is due */
void introduction_course_due(struct work *w, int64_t introduction, int64_t when);
void introduction_course_end(struct work *w, int64_t introduction); /* nothing more to do */

/* Two who met after they were introduced, for which nobody was thanked yet. */
struct introduction_met {
    int64_t introduction;
    int64_t asker, target, introducer; /* individuals */
    str day;                           /* on which they met */
};

struct introduction_mets {
    struct introduction_met *at;
    size_t count;
};

struct introduction_mets introduction_met_list(struct work *w);
/* One for which somebody was thanked, and the meeting is no more; 0: there is none. */
int64_t introduction_unmet(struct work *w);
