#include "job/met_letters.h"

#include "db/db.h"
#include "trust/encounter_due.h"

static bool ask(struct work *w, const struct encounter_post *post, int64_t id) {
    struct encounter e = {0};
    struct arena_mark clean = arena_mark(w->mem);
    db_begin(w);
    if (encounter_one(w, id, &e)) {
        struct encounter_people all = encounter_people(w, id);
        struct encounter_people due = encounter_due_people(w, &e, &all);
        encounter_letters(w, post, &e, &due, LETTER_ASKS);
    }
    bool kept = db_end(w);
    arena_rewind(w->mem, clean);
    return kept;
}

bool met_letters_turn(struct work *w, const struct encounter_post *post) {
    int64_t ids[ENCOUNTER_DUE_MOST];
    if (!db_try_lock(w, STR("met-letters"))) {
        return false;
    }
    size_t count = encounter_due(w, ids);
    for (size_t i = 0; i < count && work_ok(w); i++) {
        (void)ask(w, post, ids[i]);
    }
    db_unlock(w, STR("met-letters"));
    return work_ok(w);
}
