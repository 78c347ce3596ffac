#include "db/backup.h"

#include "base/buf.h"
#include "command/backup_folder.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"

#include <stdio.h>
#include <unistd.h>

struct backing_up {
    const char *path;   /* the database */
    const char *into;   /* a new file, or */
    const char *folder; /* where each gets its own, and the oldest go */
    int64_t keep;
};

static int complain(const char *place, str why) {
    (void)fprintf(stderr, "handslag: %s: %.*s\n", place, (int)why.len, why.at);
    return EXIT_FAULT;
}

/* That it is noted is for those who look whether there are backups; it is good all the same. */
static void note(struct work *w, const struct backup *made) {
    struct work note = {.mem = w->mem, .db = w->db, .now = w->now};
    backup_note(&note, made);
    if (!work_ok(&note)) {
        (void)fprintf(stderr, "handslag: it could not be noted in the database: %.*s\n",
                (int)note.fault.len, note.fault.at);
    }
}

static void print(struct work *w, const struct backing_up *b, const struct backup *made) {
    str name = db_shown(w->mem, b->path);
    (void)printf("%s holds all that %.*s held at this moment: %lld rows, compared one by one\n",
            b->into, (int)name.len, name.at, (long long)made->rows);
}

/* Under another name until it is whole. */
static int back_up_in_folder(struct work *w, struct backing_up *b) {
    struct backup made;
    str fault = {0};
    const char *part = backup_folder_part(w->mem, b->folder, &fault);
    if (!part) {
        return complain(b->folder, fault);
    }
    if (!backup_make(w, part, &made)) {
        return complain(b->folder, w->fault);
    }
    b->into = backup_folder_keep(w->mem, b->folder, w->now, &fault);
    if (!b->into) {
        return complain(b->folder, fault);
    }
    print(w, b, &made);
    note(w, &made);
    int64_t gone = backup_folder_rotate(w->mem, b->folder, b->keep);
    if (gone) {
        (void)printf("%lld older ones were removed, %lld are kept\n", (long long)gone,
                (long long)b->keep);
    }
    return EXIT_DONE;
}

static int back_up_into(struct work *w, const struct backing_up *b) {
    struct backup made;
    if (!backup_make(w, b->into, &made)) {
        return complain(b->into, w->fault);
    }
    print(w, b, &made);
    note(w, &made);
    return EXIT_DONE;
}

static int back_up(struct backing_up *b) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (b->into && access(b->into, F_OK) == 0) {
        (void)fprintf(stderr, "handslag: %s is there already; name a new file\n", b->into);
        return EXIT_WRONG;
    }
    if (!open_database(&w, b->path)) {
        return EXIT_FAULT;
    }
    int code = b->folder ? back_up_in_folder(&w, b) : back_up_into(&w, b);
    open_done(&w);
    return code;
}

static bool take(struct backing_up *b, str name, const char *value) {
    if (name.len == 0) {
        b->into = value;
    } else if (str_eq(name, STR("folder"))) {
        b->folder = value;
    } else if (str_eq(name, STR("keep"))) {
        return str_num(str_of(value), &b->keep) && b->keep > 0 && b->keep <= BACKUPS_MOST;
    } else {
        b->path = value;
    }
    return true;
}

int command_backup(int argc, char **argv) {
    struct backing_up b = {.path = open_default_path(), .keep = BACKUPS_USUAL};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db folder keep "), &name)) {
        if (!take(&b, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    bool one = !b.into != !b.folder;
    return o.wrong || !one ? EXIT_USAGE : back_up(&b);
}
