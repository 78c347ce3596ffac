#include "command/command.h"
#include "lang/lexicon_lint.h"

#include <stdio.h>
#include <string.h>

static void print(const struct remark *r) {
    (void)printf("%.*s:%zu: %s: %.*s: %.*s\n", (int)r->file.len, r->file.at, r->line,
            r->error ? "error" : "warning", (int)r->about.len, r->about.at, (int)r->text.len,
            r->text.at);
}

static int lint(const struct lexicon *l) {
    struct arena mem = {0};
    struct remarks found = lexicon_lint(&mem, l);
    size_t errors = found.errors;
    for (size_t i = 0; i < found.count; i++) {
        print(&found.at[i]);
    }
    (void)printf("%zu concepts, %zu errors, %zu warnings\n", lexicon_count(l), errors,
            found.count - errors);
    arena_free(&mem);
    return errors ? EXIT_WRONG : EXIT_DONE;
}

int command_lexicon(int argc, char **argv) {
    str fault = {0};
    if (argc != 2 || strcmp(argv[1], "lint") != 0) {
        return EXIT_USAGE;
    }
    struct lexicon *l = lexicon_open(&fault);
    if (!l) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)fault.len, fault.at);
        return EXIT_WRONG;
    }
    int code = lint(l);
    lexicon_close(l);
    return code;
}
