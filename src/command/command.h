/* What `handslag` does from the command line: one file a command, all called alike.
 *
 * argv[0] is the command's own name. The result is the exit code: 0 done, 1 something was wrong
 * with what was given, 2 the command was not understood, 3 the machine failed. */
#pragma once

#include "base/work.h"

enum exit_code { EXIT_DONE, EXIT_WRONG, EXIT_USAGE, EXIT_FAULT };

struct command {
    const char *name;
    const char *usage; /* after the name */
    const char *about; /* one line */
    int (*run)(int argc, char **argv);
    const char *more; /* what --help says beyond that, or NULL */
};

struct commands {
    const struct command *at;
    size_t count;
};

struct commands command_list(void);

int command_backup(int argc, char **argv);
int command_check(int argc, char **argv);
int command_embeddings(int argc, char **argv);
int command_export(int argc, char **argv);
int command_import(int argc, char **argv);
int command_lexicon(int argc, char **argv);
int command_match(int argc, char **argv);
int command_match_all(int argc, char **argv);
int command_move(int argc, char **argv);
int command_restore(int argc, char **argv);
int command_serve(int argc, char **argv);
int command_trust(int argc, char **argv);
int command_user(int argc, char **argv);
