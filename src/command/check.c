#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"

#include <stdio.h>

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
    if (!open_database(&w, path)) {
        return EXIT_FAULT;
    }
    str wrong = db_integrity(&w);
    int64_t listings = db_number(&w, "SELECT COUNT(*) FROM listing");
    int64_t organisations = db_number(&w, "SELECT COUNT(*) FROM organisation");
    if (wrong.len) {
        (void)fprintf(stderr, "%s is damaged: %.*s\nRestore the last backup.\n", path,
                (int)wrong.len, wrong.at);
    } else {
        (void)printf("%s is sound: %lld organisations, %lld needs and offers\n", path,
                (long long)organisations, (long long)listings);
    }
    open_done(&w);
    return wrong.len ? EXIT_WRONG : EXIT_DONE;
}
