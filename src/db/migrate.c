#include "db/migrate.h"

enum { WAIT_MILLISECONDS = 250 };

int64_t migrate_step(struct work *w) {
    db_script(w, STR("CREATE TABLE IF NOT EXISTS schema_step (step BIGINT PRIMARY KEY,"
                     " at BIGINT NOT NULL);"));
    return db_number(w, "SELECT COALESCE(MAX(step), 0) FROM schema_step");
}

static enum migrated bring_up(struct work *w) {
    int64_t step = migrate_step(w);
    if (step > (int64_t)migration_count) {
        return MIGRATE_NEWER;
    }
    while (work_ok(w) && step < (int64_t)migration_count) {
        const struct migration *m = &migrations[step++];
        db_begin(w);
        db_script(w, str_of(m->sql));
        db_run(w, "INSERT INTO schema_step (step, at) VALUES (?, ?)", num(step), num(w->now));
        db_end(w);
    }
    return work_ok(w) ? MIGRATED : MIGRATE_BROKE;
}

/* One machine at a time; the others wait and find it done. */
enum migrated migrate(struct work *w) {
    while (!db_try_lock(w, STR("migrate"))) {
        if (!work_ok(w)) {
            return MIGRATE_BROKE;
        }
        db_await_change(w->db, WAIT_MILLISECONDS);
    }
    enum migrated done = bring_up(w);
    db_unlock(w, STR("migrate"));
    return done;
}
