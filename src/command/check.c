#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/copy.h"

#include <stdio.h>

static int say_sound(struct work *w, str shown) {
    struct db_extent e = db_extent(w);
    int64_t listings = db_number(w, "SELECT COUNT(*) FROM listing");
    int64_t organisations = db_number(w, "SELECT COUNT(*) FROM organisation");
    if (!work_ok(w)) {
        (void)fprintf(
                stderr, "%.*s is sound, but holds nothing of Handslag\n", (int)shown.len, shown.at);
        return EXIT_WRONG;
    }
    (void)printf("%.*s is sound: %lld organisations, %lld needs and offers\n", (int)shown.len,
            shown.at, (long long)organisations, (long long)listings);
    (void)printf("Looked at %lld tables of %.1f MB, row by row;", (long long)e.tables,
            (double)e.bytes / 1e6);
    if (e.indexes) {
        (void)printf(" %lld indexes against their tables;", (long long)e.indexes);
    }
    (void)printf(" %lld columns that point to rows.%s\n", (long long)e.keys,
            e.indexes ? "" : " Not at indexes: pg_amcheck does.");
    return EXIT_DONE;
}

/* One made before there were marks is whole. */
static bool is_whole(struct work *w) {
    struct work ask = {.mem = w->mem, .db = w->db};
    return copy_unfinished(&ask).len == 0;
}

static int look(struct work *w, str shown) {
    str wrong = db_integrity(w);
    if (wrong.len == 0 && is_whole(w)) {
        return say_sound(w, shown);
    }
    if (wrong.len == 0) {
        (void)fprintf(stderr, "%.*s is not whole: moving into it was not finished\n",
                (int)shown.len, shown.at);
        return EXIT_WRONG;
    }
    if (w->trouble == TROUBLE_BUSY || w->trouble == TROUBLE_AGAIN) {
        (void)fprintf(stderr, "handslag: %.*s: %.*s\n", (int)shown.len, shown.at, (int)wrong.len,
                wrong.at);
        return EXIT_FAULT;
    }
    (void)fprintf(stderr, "%.*s is damaged: %.*s\nRestore the last backup.\n", (int)shown.len,
            shown.at, (int)wrong.len, wrong.at);
    return EXIT_WRONG;
}

/* What may be damaged is not brought up to date, and neither is a backup that an older program may
 * need. */
int command_check(int argc, char **argv) {
    const char *path = open_default_path();
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db "), &name)) {
        if (name.len == 0) {
            return EXIT_USAGE;
        }
        path = o.value;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (o.wrong) {
        return EXIT_USAGE;
    }
    if (!open_as_it_is(&w, path)) {
        open_done(&w);
        return EXIT_FAULT;
    }
    int code = look(&w, db_shown(&mem, path));
    open_done(&w);
    return code;
}
