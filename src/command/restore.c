#include "base/buf.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/backup.h"
#include "db/copy.h"
#include "db/migrate.h"
#include "db/sqlite_file.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

struct restoring {
    const char *backup;
    const char *path;  /* the database's file */
    const char *fresh; /* beside it, until it takes its place */
    const char *aside; /* what was there */
};

static int complain(const char *place, str why, int code) {
    (void)fprintf(stderr, "handslag: %s: %.*s\n", place, (int)why.len, why.at);
    return code;
}

static const char *beside(struct arena *mem, const char *path, const char *end) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(path));
    buf_add(&out, str_of(end));
    return arena_z(mem, buf_str(&out));
}

static const char *aside_of(struct arena *mem, const char *path) {
    char end[64];
    time_t now = time(NULL);
    struct tm day;
    size_t len = gmtime_r(&now, &day)
                         ? strftime(end, sizeof(end), ".before-restore-%Y%m%dT%H%M%SZ", &day)
                         : 0;
    return beside(mem, path, len ? end : ".before-restore");
}

/* Empty: it may be restored. */
static str flaw_of(struct work *w) {
    str wrong = db_integrity(w);
    if (wrong.len) {
        return wrong;
    }
    if (copy_unfinished(w).len || !work_ok(w)) {
        return STR("it is no whole backup of Handslag");
    }
    return migrate_step(w) > (int64_t)migration_count
                   ? STR("a newer Handslag made it: install that version")
                   : (str){0};
}

/* A copy of the backup, so that it stays as it is, whatever comes. */
static int bring(struct work *w, const struct restoring *r) {
    struct backup made;
    str flaw = flaw_of(w);
    if (flaw.len) {
        return complain(r->backup, flaw, EXIT_WRONG);
    }
    (void)unlink(r->fresh);
    return backup_make(w, r->fresh, &made) ? EXIT_DONE : complain(r->fresh, w->fault, EXIT_FAULT);
}

static int put_in_place(struct arena *mem, const struct restoring *r) {
    str fault = {0};
    bool there = access(r->path, F_OK) == 0;
    if (!sqlite_file_replace(mem, r->path, r->fresh, r->aside, &fault)) {
        return complain(r->path, fault, EXIT_FAULT);
    }
    (void)printf("%s is now what %s holds\n", r->path, r->backup);
    if (there) {
        (void)printf("What was there is kept as %s\n", r->aside);
    }
    return EXIT_DONE;
}

/* Brings it up to this program's shape, and erases again who was erased since. */
static int open_once(const struct restoring *r) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    bool opened = open_sound(&w, r->path);
    open_done(&w);
    return opened ? EXIT_DONE : EXIT_FAULT;
}

static int restore(struct arena *mem, struct restoring *r) {
    struct work w = {.mem = mem};
    if (sqlite_file_used(r->path)) {
        return complain(r->path, STR("somebody works on it. Stop the server first"), EXIT_WRONG);
    }
    if (!open_as_it_is(&w, r->backup)) {
        return EXIT_WRONG;
    }
    int code = bring(&w, r);
    db_close(w.db);
    code = code == EXIT_DONE ? put_in_place(mem, r) : code;
    return code == EXIT_DONE ? open_once(r) : code;
}

int command_restore(int argc, char **argv) {
    const char *path = open_default_path();
    struct restoring r = {0};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db "), &name)) {
        if (name.len) {
            path = o.value;
        } else {
            r.backup = o.value;
        }
    }
    r.path = db_file(path);
    if (o.wrong || !r.backup) {
        return EXIT_USAGE;
    }
    if (!r.path) {
        return complain("restore",
                STR("that database is no file: make an empty one and bring the backup"
                    " there with \"handslag move\""),
                EXIT_WRONG);
    }
    struct arena mem = {0};
    r.fresh = beside(&mem, r.path, ".restoring");
    r.aside = aside_of(&mem, r.path);
    int code = restore(&mem, &r);
    arena_free(&mem);
    return code;
}
