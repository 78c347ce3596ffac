#include "base/version.h"
#include "command/command.h"

#include <stdio.h>
#include <string.h>

static void print_help(FILE *out) {
    struct commands all = command_list();
    (void)fputs("Handslag: business clusters that work together across borders.\n\n", out);
    for (size_t i = 0; i < all.count; i++) {
        (void)fprintf(out, "handslag %s %s\n        %s\n", all.at[i].name, all.at[i].usage,
                all.at[i].about);
    }
    (void)fputs("\nThe database is $HANDSLAG_DB, else data/handslag.db; every command takes"
                " --db FILE.\n",
            out);
}

static int explain(const struct command *c) {
    (void)printf("handslag %s %s\n\n%s.\n", c->name, c->usage, c->about);
    if (c->more) {
        (void)printf("\n%s", c->more);
    }
    (void)puts("\nAll of it: man handslag");
    return EXIT_DONE;
}

static int run(const struct command *c, int argc, char **argv) {
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        return explain(c);
    }
    int code = c->run(argc, argv);
    if (code == EXIT_USAGE) {
        (void)fprintf(stderr, "usage: handslag %s %s\n", c->name, c->usage);
    }
    return code;
}

int main(int argc, char **argv) {
    struct commands all = command_list();
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        (void)printf("handslag %s\n", version);
        return EXIT_DONE;
    }
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(argv[1], all.at[i].name) == 0) {
            return run(&all.at[i], argc - 1, argv + 1);
        }
    }
    (void)fprintf(stderr, "handslag: there is no command \"%s\"; see handslag --help\n", argv[1]);
    return EXIT_USAGE;
}
