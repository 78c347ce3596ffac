/* Reading a command line: "--name value", "--name=value", "--flag", and the rest in order. */
#pragma once

#include "base/str.h"

struct options {
    int argc;
    char **argv;
    int next;
    const char *value; /* of the option just read, when it takes one */
    const char *wrong; /* the option nobody knows, or that lacks its value */
};

/* False at the end, or at an option of neither kind. `flags` and `valued` are names with a blank
 * after each: "preview leave-wrong ". What begins without dashes comes back as name "". */
bool options_next(struct options *o, str flags, str valued, str *name);
