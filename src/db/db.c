#include "db/db.h"

#include "base/buf.h"
#include "db/change.h"
#include "db/driver.h"
#include "db/once.h"
#include "db/pg_files.h"

#include <assert.h>
#include <string.h>
#include <time.h>

static bool begins(const char *address, const char *with) {
    return strncmp(address, with, strlen(with)) == 0;
}

static bool is_pg(const char *address) {
    return begins(address, "postgresql:") || begins(address, "postgres:");
}

struct db *db_open(struct arena *mem, const char *address, str *fault) {
    if (is_pg(address)) {
        return db_pg_open(mem, address, fault);
    }
    return db_sqlite_open(mem, db_file(address), fault);
}

void db_close(struct db *db) {
    if (db) {
        db->driver->close(db);
    }
}

bool db_is_file(const char *address) {
    return !is_pg(address);
}

const char *db_file(const char *address) {
    return is_pg(address) ? NULL : begins(address, "sqlite:") ? address + 7 : address;
}

str db_shown(struct arena *mem, const char *address) {
    return is_pg(address) ? db_pg_shown(mem, address) : str_of(address);
}

size_t db_reads(struct arena *mem, const char *address, const char *paths[DB_READS_MOST]) {
    return is_pg(address) ? pg_files(mem, address, paths, DB_READS_MOST) : 0;
}

void db_patience(struct db *db, int milliseconds) {
    db->driver->patience(db, milliseconds);
}

static int64_t nanoseconds_now(void) {
    struct timespec t = {0};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

struct db_cost db_cost(const struct db *db) {
    return (struct db_cost){db->statements, db->nanoseconds / 1000};
}

static struct rows open_rows(struct work *w, const char *sql, struct args values, bool literal) {
    struct rows r = {.work = w};
    if (work_ok(w)) {
        int64_t began = nanoseconds_now();
        r.statement = w->db->driver->open(w, sql, values, literal);
        w->db->statements++;
        w->db->nanoseconds += nanoseconds_now() - began;
    }
    return r;
}

struct rows db_open_rows(struct work *w, const char *sql, struct args values) {
    return open_rows(w, sql, values, true);
}

struct rows db_rows_made(struct work *w, str sql, struct args values) {
    return open_rows(w, arena_z(w->mem, sql), values, false);
}

static bool step(struct rows *r) {
    if (!r->statement) {
        return false;
    }
    struct db *db = r->work->db;
    int64_t began = nanoseconds_now();
    bool more = db->driver->next(r->work, r->statement);
    db->nanoseconds += nanoseconds_now() - began;
    if (!more) {
        db_stop(r);
    }
    return more;
}

bool db_next_row(struct rows *r, struct targets columns) {
    if (!step(r)) {
        return false;
    }
    const struct db_driver *driver = r->work->db->driver;
    assert(driver->columns(r->statement) == columns.count);
    for (size_t i = 0; i < columns.count; i++) {
        driver->read(r->work, r->statement, i, &columns.at[i]);
    }
    return true;
}

void db_stop(struct rows *r) {
    if (r->statement) {
        r->work->db->driver->stop(r->work->db, r->statement);
        r->statement = NULL;
    }
}

void db_run_text(struct work *w, const char *sql, struct args values) {
    struct rows r = db_open_rows(w, sql, values);
    while (step(&r)) {
    }
}

void db_later_text(struct work *w, const char *sql, struct args values) {
    if (!w->db->driver->later) {
        db_run_text(w, sql, values);
    } else if (work_ok(w)) {
        int64_t began = nanoseconds_now();
        w->db->driver->later(w, sql, values);
        w->db->statements++;
        w->db->nanoseconds += nanoseconds_now() - began;
    }
}

int64_t db_number_text(struct work *w, const char *sql, struct args values) {
    int64_t number = 0;
    struct rows r = db_open_rows(w, sql, values);
    if (step(&r)) {
        w->db->driver->read(w, r.statement, 0, &(struct target){TARGET_NUM, &number});
        while (step(&r)) { /* RETURNING takes effect at its end */
        }
    }
    return number;
}

/* A driver may do it by statements of its own; it counts as one all the same. */
static void count_one(struct db *db, const struct db *before, int64_t began) {
    db->statements = before->statements + 1;
    db->nanoseconds = before->nanoseconds + nanoseconds_now() - began;
}

static void begin(struct work *w, bool bulk) {
    struct db before = *w->db;
    int64_t began = nanoseconds_now();
    w->fault = (str){0};
    w->trouble = TROUBLE_NONE;
    w->db->unit = 0;
    w->db->driver->begin(w, bulk);
    count_one(w->db, &before, began);
    if (w->once.len && !w->kept) {
        once_claim(w);
    }
}

void db_begin(struct work *w) {
    begin(w, false);
}

void db_begin_bulk(struct work *w) {
    begin(w, true);
}

void db_forget(struct work *w) {
    w->db->unit = 0;
    w->db->driver->forget(w);
}

/* The connection broke between asking to keep and the answer. The log of changes knows, if the
 * database is back; that it knows nothing proves something only once the keeping is over. */
static bool was_kept(struct work *w, int64_t unit) {
    struct work ask = {.mem = w->mem, .db = w->db, .now = w->now};
    if (w->trouble != TROUBLE_UNSURE || !unit) {
        return false;
    }
    bool over = w->db->driver->is_over(&ask);
    bool kept = change_kept(&ask, unit);
    if (kept) {
        w->fault = (str){0};
        w->trouble = TROUBLE_NONE;
    } else if (over && work_ok(&ask)) {
        w->trouble = TROUBLE_AGAIN;
    }
    return kept;
}

bool db_end(struct work *w) {
    int64_t unit = w->db->unit;
    w->db->unit = 0;
    if (work_ok(w)) {
        struct db before = *w->db;
        int64_t began = nanoseconds_now();
        w->db->driver->keep(w, unit);
        count_one(w->db, &before, began);
    }
    if (work_ok(w) || was_kept(w, unit)) {
        w->kept = true;
        return true;
    }
    db_forget(w);
    return false;
}

bool db_answers(struct db *db, int milliseconds) {
    return db->driver->answers(db, milliseconds);
}

void db_await_change(struct db *db, int milliseconds) {
    db->driver->await_change(db, milliseconds);
}

bool db_try_lock(struct work *w, str name) {
    return work_ok(w) && w->db->driver->try_lock(w, name);
}

void db_unlock(struct work *w, str name) {
    w->db->driver->unlock(w, name);
}

void db_script(struct work *w, str statements) {
    if (work_ok(w)) {
        w->db->driver->script(w, statements);
    }
}

str db_integrity(struct work *w) {
    return w->db->driver->integrity(w, false);
}

str db_integrity_quick(struct work *w) {
    return w->db->driver->integrity(w, true);
}

struct db_extent db_extent(struct work *w) {
    return w->db->driver->extent(w);
}

bool db_scrub(struct work *w) {
    return work_ok(w) && w->db->driver->scrub(w);
}

str db_in_dialect(struct arena *mem, str script, str id) {
    static const char word[] = "{id}";
    struct buf out = {.mem = mem};
    const char *found;
    while ((found = memmem(script.at, script.len, word, sizeof(word) - 1))) {
        size_t before = (size_t)(found - script.at);
        buf_add(&out, (str){script.at, before});
        buf_add(&out, id);
        script = str_skip(script, before + sizeof(word) - 1);
    }
    buf_add(&out, script);
    return buf_str(&out);
}
