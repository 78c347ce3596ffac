#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"

#include <stdio.h>
#include <unistd.h>

static int back_up(const char *path, const char *into) {
    if (access(into, F_OK) == 0) {
        (void)fprintf(stderr, "handslag: %s is there already; name a new file\n", into);
        return EXIT_WRONG;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (!open_database(&w, path)) {
        return EXIT_FAULT;
    }
    bool done = db_backup(&w, into);
    str name = db_shown(&mem, path);
    if (done) {
        (void)printf("%s holds all that %.*s held at this moment\n", into, (int)name.len, name.at);
    } else {
        (void)fprintf(stderr, "handslag: %s: %.*s\n", into, (int)w.fault.len, w.fault.at);
        (void)unlink(into);
    }
    open_done(&w);
    return done ? EXIT_DONE : EXIT_FAULT;
}

int command_backup(int argc, char **argv) {
    const char *path = open_default_path();
    const char *into = NULL;
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db "), &name)) {
        if (name.len) {
            path = o.value;
        } else {
            into = o.value;
        }
    }
    return o.wrong || !into ? EXIT_USAGE : back_up(path, into);
}
