#include "command/open.h"

#include "base/buf.h"
#include "command/settings.h"
#include "confine/privileges.h"
#include "db/backup.h"
#include "db/copy.h"
#include "db/db.h"
#include "db/migrate.h"
#include "privacy/erasure.h"

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES_MOST = 4096 };

const char *open_default_path(void) {
    static char set[PATH_BYTES_MOST]; /* the same every time it is asked */
    const char *named = secure_getenv("HANDSLAG_DB");
    const char *file = settings_usual();
    if (named && *named) {
        return named;
    }
    return file && settings_one(file, "db", set, sizeof(set)) ? set : "data/handslag.db";
}

static void make_folder(const char *path) {
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (slash && slash != path) {
        char folder[4096];
        size_t len = (size_t)(slash - path);
        if (len < sizeof(folder)) {
            memcpy(folder, path, len);
            folder[len] = 0;
            (void)mkdir(folder, 0700); /* what is wrong with it, the database will say */
        }
    }
}

static bool complain(struct work *w, const char *path, str why) {
    str shown = db_shown(w->mem, path);
    (void)fprintf(stderr, "handslag: %.*s: %.*s\n", (int)shown.len, shown.at, (int)why.len, why.at);
    return false;
}

/* What root stores in somebody's file they could not open any more: so root is them from now on. */
static bool become_owner(struct work *w, const char *path) {
    struct stat found;
    str fault = {0};
    const char *file = db_file(path);
    if (geteuid() != 0 || !file || stat(file, &found) != 0 || found.st_uid == 0) {
        return true;
    }
    struct passwd *owner = getpwuid(found.st_uid);
    return (owner && privileges_drop(w->mem, owner->pw_name, &fault)) ||
           complain(w, path, fault.len ? fault : STR("its file belongs to nobody known here"));
}

static bool connect_to(struct work *w, const char *path) {
    str fault = {0};
    if (!become_owner(w, path)) {
        return false;
    }
    w->now = (int64_t)time(NULL);
    w->db = db_open(w->mem, path, &fault);
    return w->db || complain(w, path, fault);
}

/* The state before an upgrade is kept beside the database: without it, there is no upgrade. */
static bool keep_before(void *path, struct work *w, int64_t step) {
    const char *file = db_file(path);
    struct buf name = {.mem = w->mem};
    struct backup made;
    if (!file) {
        return true; /* a server has backups of its own; see docs/nodes.md */
    }
    buf_add(&name, str_of(file));
    buf_add(&name, STR(".before-step-"));
    buf_num(&name, step + 1);
    const char *kept = arena_z(w->mem, buf_str(&name));
    (void)unlink(kept); /* of an upgrade that did not come to its end: the same state */
    if (!backup_make(w, kept, &made)) {
        return false;
    }
    (void)fprintf(stderr, "handslag: before the upgrade all was copied to %s\n", kept);
    return true;
}

static bool bring_up(struct work *w, const char *path) {
    struct migrating upgrade = {.before = keep_before, .whom = arena_z(w->mem, str_of(path))};
    switch (migrate_after(w, &upgrade)) {
    case MIGRATED: return true;
    case MIGRATE_NEWER:
        complain(w, path,
                STR("this database was made by a newer Handslag. Install that version, or"
                    " restore the backup from before the upgrade. Nothing was changed."));
        break;
    case MIGRATE_BROKE: complain(w, path, w->fault); break;
    }
    db_close(w->db);
    w->db = NULL;
    return false;
}

static bool is_sound(struct work *w, const char *path) {
    struct work ask = {.mem = w->mem, .db = w->db};
    if (db_is_file(path) && db_extent(&ask).bytes > OPEN_LOOK_BYTES_MOST) {
        complain(w, path,
                STR("too large to be looked through at every start. \"handslag check\""
                    " does it; also while it is served."));
        return true;
    }
    str wrong = db_integrity_quick(w);
    if (wrong.len == 0) {
        return true;
    }
    complain(w, path, wrong);
    if (w->trouble == TROUBLE_NONE || w->trouble == TROUBLE_DAMAGED) { /* else it was not seen */
        (void)fputs("The database is damaged. Nothing was changed. \"handslag check\" looks at all"
                    " of it; \"handslag restore BACKUP\" brings the last backup back.\n",
                stderr);
    }
    db_close(w->db);
    w->db = NULL;
    return false;
}

static bool is_whole(struct work *w, const char *path) {
    bool whole = copy_unfinished(w).len == 0;
    if (whole && work_ok(w)) {
        return true;
    }
    complain(w, path,
            whole ? w->fault
                  : STR("moving into this database was not finished; run handslag move again. If"
                        " it was to be a backup, it is none: remove it."));
    db_close(w->db);
    w->db = NULL;
    return false;
}

static const char *beside(struct arena *mem, const char *path, str end) {
    const char *file = db_file(path);
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(file ? file : "data/handslag"));
    buf_add(&out, end);
    return arena_z(mem, buf_str(&out));
}

const char *open_erased(struct arena *mem, const char *path) {
    const char *named = secure_getenv("HANDSLAG_ERASED");
    return named && *named ? named : beside(mem, path, STR(".erased"));
}

/* A backup that was brought back may hold people who have been erased since. */
static bool is_erased(struct work *w, const char *path) {
    struct erasure_agreed agreed;
    if (erasure_agree(w, open_erased(w->mem, path), &agreed)) {
        if (agreed.again) {
            (void)fprintf(stderr, "handslag: erased again what an older state brought back: %lld\n",
                    (long long)agreed.again);
        }
        return true;
    }
    complain(w, path, w->fault);
    db_close(w->db);
    w->db = NULL;
    return false;
}

bool open_database(struct work *w, const char *path) {
    return open_destination(w, path) && is_whole(w, path) && is_erased(w, path);
}

bool open_sound(struct work *w, const char *path) {
    make_folder(db_file(path));
    return connect_to(w, path) && is_sound(w, path) && bring_up(w, path) && is_whole(w, path) &&
           is_erased(w, path);
}

bool open_destination(struct work *w, const char *path) {
    make_folder(db_file(path));
    return connect_to(w, path) && bring_up(w, path);
}

bool open_as_it_is(struct work *w, const char *path) {
    const char *file = db_file(path);
    if (file && access(file, F_OK) != 0) {
        return complain(w, path, str_of(strerror(errno)));
    }
    return connect_to(w, path);
}

bool open_seal(struct work *w, const char *path, const char *key, struct seal *seal) {
    const char *named = secure_getenv("HANDSLAG_KEY");
    named = key ? key : named && *named ? named : beside(w->mem, path, STR(".key"));
    str fault = {0};
    make_folder(named);
    if (!seal_load(w->mem, named, seal, &fault)) {
        work_fail(w, fault);
    } else if (!seal_fits(w, seal)) {
        work_fail(w, STR("another key belongs to this database: bring back its key file; see"
                         " \"The key\" in docs/administrator.md"));
    }
    return work_ok(w);
}

void open_done(struct work *w) {
    db_close(w->db);
    w->db = NULL;
    arena_free(w->mem);
}
