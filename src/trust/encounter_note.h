/* What a side keeps for itself after a meeting: what was said, and the next step, by whom and until
 * which day. */
#pragma once

#include "directory/column.h"
#include "trust/encounter_keeper.h"

struct encounter_note {
    int64_t id;
    int64_t version; /* 0: there is none yet */
    int64_t updated;
    str body;
    str step, step_day, step_who;
    int64_t done; /* when the step was done; 0: it is still to do */
};

/* A step that is still to do, for desks and digests. */
struct encounter_step {
    int64_t encounter;
    str step, day, who, title, partner, partner_lang;
};

struct encounter_steps {
    struct encounter_step *at;
    size_t count;
};

enum { ENCOUNTER_STEPS_MOST = 50 };

extern const struct columns encounter_note_columns; /* note, step, step_day, step_who */

bool encounter_note_one(struct work *w, int64_t encounter, const struct encounter_keeper *k,
        struct encounter_note *found);
enum saved encounter_note_save(struct work *w, int64_t encounter, const struct encounter_keeper *k,
        struct encounter_note *n);
/* The step is done; the note stays. */
void encounter_note_done(struct work *w, int64_t encounter, const struct encounter_keeper *k);

/* The nearest day first, those without a day last. */
struct encounter_steps encounter_step_list(struct work *w, const struct encounter_keeper *k);
