/* What those who are invited to a meeting, or were there, say of it: whether they come, whether it
 * took place, and that they take their part back. All of it in the caller's transaction.
 *
 * A meeting is confirmed once somebody of each side said that they met. Then, and only then, it
 * becomes evidence (trust/evidence.h): for each two people across the sides who both said so, in both
 * directions. What they say later, or take back, makes the evidence anew. */
#pragma once

#include "trust/encounter.h"

enum encounter_answered {
    ENCOUNTER_ANSWERED,
    ENCOUNTER_OVER,      /* cancelled, taken back, or begun: it cannot be answered so any more */
    ENCOUNTER_NOT_BEGUN, /* nobody can have met yet */
    ENCOUNTER_NOT_THERE, /* they are not among its people */
};

enum { ENCOUNTER_NOTE_MOST = 500, ENCOUNTER_TYPED_DAYS = 30 /* kept without an answer */ };

/* `reply` is "coming", "not-coming" or "other-time", with words of theirs. */
enum encounter_answered encounter_reply(
        struct work *w, int64_t id, int64_t individual, str reply, str note);

enum encounter_answered encounter_say(struct work *w, int64_t id, int64_t individual, bool met);

/* They were never there: their row goes, and the evidence that rests on it. Where nobody is left on
 * one of the sides the whole meeting is forgotten but for its day and that it was taken back. */
enum encounter_answered encounter_part(struct work *w, int64_t id, int64_t individual);

/* Makes the evidence of a meeting what it should be; after its people or its state changed. */
void encounter_settle(struct work *w, int64_t id);

/* Two who turned out to be one human: what `from` said is from now on what `into`
 * said. Before individual_merge(). */
void encounter_unite(struct work *w, int64_t from, int64_t into);

/* Typed in for a meeting that is long over, and never answered: they are forgotten. */
void encounter_sweep(struct work *w);
