#include "command/open.h"

#include "db/db.h"
#include "db/migrate.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

const char *open_default_path(void) {
    const char *named = secure_getenv("HANDSLAG_DB");
    return named && *named ? named : "data/handslag.db";
}

static void make_folder(const char *path) {
    const char *slash = strrchr(path, '/');
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

static bool complain(const char *path, str why) {
    (void)fprintf(stderr, "handslag: %s: %.*s\n", path, (int)why.len, why.at);
    return false;
}

bool open_database(struct work *w, const char *path) {
    str fault = {0};
    if (db_is_file(path)) {
        make_folder(path);
    }
    w->now = (int64_t)time(NULL);
    w->db = db_open(w->mem, path, &fault);
    if (!w->db) {
        return complain(path, fault);
    }
    switch (migrate(w)) {
    case MIGRATED: return true;
    case MIGRATE_NEWER:
        complain(path, STR("this database was made by a newer Handslag. Install that version, or"
                           " restore the backup from before the upgrade. Nothing was changed."));
        break;
    case MIGRATE_BROKE: complain(path, w->fault); break;
    }
    db_close(w->db);
    w->db = NULL;
    return false;
}

void open_done(struct work *w) {
    db_close(w->db);
    w->db = NULL;
    arena_free(w->mem);
}
