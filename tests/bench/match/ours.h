/* What our own finder needs: a question, all questions, an edit, the start. */
#pragma once

#include "match/finder.h"
#include "tests/bench/match/measure.h"
#include "tests/crowd.h"

enum { OURS_MOST = 20 };

struct ours {
    struct crowd *crowd;
    const struct crowd_form *form;
    const struct measure *measure;
    struct finder_room *room;
    const uint32_t *who; /* asks: organisations that have a partner */
    size_t questions;
    double *anew, *stored; /* seconds, by question */
};

struct finder_wish ours_wish(const struct crowd *c, uint32_t own);

/* Packs the texts of all once more, and builds all partitions. */
void ours_start(const struct ours *o);

/* Who asks, some of all: whoever has no partner is told so at once, and would make the others look
 * quicker. Fewer questions are left where there are not so many. */
void ours_choose(struct ours *o, struct arena *mem);

/* Each question once, with nothing known, and once more with the score of the twentieth, as a
 * stored list has it; between the two all others are asked. */
void ours_ask(struct ours *o, struct arena *mem);

void ours_ask_plainly(const struct ours *o); /* everybody is weighed */
void ours_ask_all(const struct ours *o);     /* in two threads */

/* Fills all lists, gives organisations other texts, and looks whether the lists are what they
 * should be. The crowd is another one afterwards. */
void ours_edit(const struct ours *o, size_t edits);
