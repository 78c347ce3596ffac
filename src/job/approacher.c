#include "job/approacher.h"

#include "db/db.h"
#include "trust/approach_due.h"

static void remind(struct work *w, const struct approach_post *post, struct approach *a) {
    approach_note_reminded(w, a);
    if (approach_unanswered(w, a)) {
        approach_letter_ask(w, post, a, APPROACH_REMINDS);
    }
    approach_letter_speaker(w, post, a, APPROACH_REMINDS);
}

/* One letter to the side that asks, the same whatever was answered. Who said yes to a request whose
 * other side never agreed hears of it too. */
static void close(struct work *w, const struct approach_post *post, struct approach *a) {
    bool yes = a->state == APPROACH_YES;
    approach_close(w, a);
    approach_letter_news(w, post, a);
    if (yes) {
        approach_letter_end(w, post, a, APPROACH_BY_SPEAKER);
    }
}

static void ask_again(struct work *w, const struct approach_post *post, struct approach *a) {
    approach_ask_again(w, a);
    approach_letter_ask(w, post, a, APPROACH_ASKS_AGAIN);
    approach_letter_news(w, post, a);
}

static void each(struct work *w, const struct approach_post *post,
        struct approaches (*due)(struct work *w),
        void (*act)(struct work *w, const struct approach_post *post, struct approach *a)) {
    bool more = true;
    while (more) {
        struct arena_mark clean = arena_mark(w->mem);
        db_begin(w);
        struct approaches all = due(w);
        for (size_t i = 0; i < all.count; i++) {
            act(w, post, &all.at[i]);
        }
        more = db_end(w) && all.count == APPROACHES_MOST;
        arena_rewind(w->mem, clean);
    }
}

bool approacher_turn(struct work *w, const struct approach_post *post) {
    if (!db_try_lock(w, STR("approacher"))) {
        return false;
    }
    each(w, post, approach_to_close, close);
    each(w, post, approach_to_ask_again, ask_again);
    each(w, post, approach_to_remind, remind);
    db_unlock(w, STR("approacher"));
    return work_ok(w);
}
