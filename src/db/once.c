#include "db/once.h"

bool once_known(struct work *w, str key) {
    return db_number(w, "SELECT COUNT(*) FROM submission WHERE key = ?", txt(key)) > 0;
}

/* Of two that come at the same time the second one breaks, is done again, and then finds it known. */
void once_claim(struct work *w) {
    int64_t mine = db_number(w,
            "INSERT INTO submission (key, at) VALUES (?, ?) ON CONFLICT (key) DO NOTHING"
            " RETURNING 1",
            txt(w->once), num(w->now));
    if (!mine) {
        work_fail_with(w, TROUBLE_AGAIN, STR("the same is being stored already"));
    }
}

void once_forget(struct work *w, str key) {
    db_begin(w);
    db_run(w, "DELETE FROM submission WHERE key = ?", txt(key));
    (void)db_end(w);
}

void once_sweep(struct work *w) {
    db_run(w, "DELETE FROM submission WHERE at < ?", num(w->now - ONCE_KNOWN_SECONDS));
}
