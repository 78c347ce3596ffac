#include "db/backup.h"

#include "base/buf.h"
#include "db/driver.h"

#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { NOTED_MOST = 100 };

static int64_t milliseconds(void) {
    struct timespec t = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void remove_file(struct arena *mem, const char *path, str end) {
    struct buf name = {.mem = mem};
    buf_add(&name, str_of(path));
    buf_add(&name, end);
    (void)unlink(arena_z(mem, buf_str(&name)));
}

bool backup_make(struct work *w, const char *path, struct backup *made) {
    struct stat file = {0};
    int64_t begin = milliseconds();
    *made = (struct backup){.at = w->now};
    if (access(path, F_OK) == 0) {
        work_fail(w, STR("there is such a file already"));
        return false;
    }
    bool done = work_ok(w) && w->db->driver->backup(w, path, &made->rows);
    if (!done) {
        remove_file(w->mem, path, STR(""));
        remove_file(w->mem, path, STR("-journal"));
        remove_file(w->mem, path, STR("-wal"));
        remove_file(w->mem, path, STR("-shm"));
        return false;
    }
    made->bytes = stat(path, &file) == 0 ? (int64_t)file.st_size : 0;
    made->took = milliseconds() - begin;
    return true;
}

void backup_note(struct work *w, const struct backup *made) {
    db_begin(w);
    db_run(w, "INSERT INTO backup (at, bytes, row_count, took) VALUES (?, ?, ?, ?)", num(made->at),
            num(made->bytes), num(made->rows), num(made->took));
    db_run(w, "DELETE FROM backup WHERE id <= (SELECT COALESCE(MAX(id), 0) FROM backup) - ?",
            num(NOTED_MOST));
    (void)db_end(w);
}

struct backup backup_last(struct work *w) {
    struct backup b = {0};
    struct rows r = db_rows(
            w, "SELECT at, bytes, row_count, took FROM backup ORDER BY at DESC, id DESC LIMIT 1");
    (void)db_next(&r, to(b.at), to(b.bytes), to(b.rows), to(b.took));
    db_stop(&r);
    return b;
}
