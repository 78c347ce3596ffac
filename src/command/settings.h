/* The settings of a command that runs for long, from three places, the later ones going before the
 * earlier: a file of lines "name = value", the environment ($HANDSLAG_NAME_IN_CAPITALS), and the
 * command line (--name value). All three know the same names, and one that nobody knows, or a value
 * that makes no sense, is told with its place and begins nothing. */
#pragma once

#include "base/arena.h"
#include "base/str.h"

enum setting_kind {
    SETTING_FLAG, /* "yes" or "no"; on the command line without a value */
    SETTING_ONE,
    SETTING_MANY, /* may stand several times; a later place adds to an earlier one */
};

struct setting {
    const char *name; /* "mail-from" */
    enum setting_kind kind;
};

struct settings {
    const struct setting *at;
    size_t count;
    /* Keeps a value that outlives the call, NULL for a flag; false if it makes no sense. */
    bool (*take)(void *context, str name, const char *value);
    void *context;
};

enum { SETTINGS_BYTES_MOST = 64 * 1024 };

/* Each false, with the reason on the error output. In the file "#" begins a line that is a remark;
 * values are kept as they are, without the blanks around them. */
bool settings_file(struct arena *mem, const struct settings *s, const char *path);
bool settings_environment(struct arena *mem, const struct settings *s);
bool settings_command_line(struct arena *mem, const struct settings *s, int argc, char **argv);

/* What a file says of one of them, for who needs no other: into `value`; false: nothing. */
bool settings_one(const char *path, const char *name, char *value, size_t bytes);

/* The file that $HANDSLAG_SETTINGS names, or the one this program was built for, if it is there; else
 * NULL. */
const char *settings_usual(void);

/* What the command line says of one of them, before it is read; NULL: nothing. */
const char *settings_ahead(int argc, char **argv, const char *name);
