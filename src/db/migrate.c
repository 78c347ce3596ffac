#include "db/migrate.h"

enum { WAIT_MILLISECONDS = 250 };

int64_t migrate_step(struct work *w) {
    db_script(w, STR("CREATE TABLE IF NOT EXISTS schema_step (step BIGINT PRIMARY KEY,"
                     " at BIGINT NOT NULL);"));
    return db_number(w, "SELECT COALESCE(MAX(step), 0) FROM schema_step");
}

static void take_steps(struct work *w, int64_t step) {
    db_begin(w);
    while (work_ok(w) && step < (int64_t)migration_count) {
        const struct migration *m = &migrations[step++];
        db_script(w, str_of(m->sql));
        db_run(w, "INSERT INTO schema_step (step, at) VALUES (?, ?)", num(step), num(w->now));
    }
    (void)db_end(w);
}

static enum migrated bring_up(struct work *w, const struct migrating *m) {
    int64_t step = migrate_step(w);
    if (step > (int64_t)migration_count) {
        return MIGRATE_NEWER;
    }
    if (work_ok(w) && step < (int64_t)migration_count) {
        if (m && step > 0 && !m->before(m->whom, w, step)) {
            return MIGRATE_BROKE;
        }
        take_steps(w, step);
    }
    return work_ok(w) ? MIGRATED : MIGRATE_BROKE;
}

/* One machine at a time; the others wait and find it done. */
enum migrated migrate_after(struct work *w, const struct migrating *m) {
    while (!db_try_lock(w, STR("migrate"))) {
        if (!work_ok(w)) {
            return MIGRATE_BROKE;
        }
        db_await_change(w->db, WAIT_MILLISECONDS);
    }
    enum migrated done = bring_up(w, m);
    db_unlock(w, STR("migrate"));
    return done;
}

enum migrated migrate(struct work *w) {
    return migrate_after(w, NULL);
}
