/* The options of serve that say what the process may do, and how much readers may ask for. */
#pragma once

#include "web/limit.h"

struct guard_options {
    const char *user; /* whom it becomes; NULL: it stays who started it */
    const char *work; /* the folder for files without a name */
    bool open;        /* not confined */
    bool unlimited;   /* nobody is told to wait */
    struct limits *limits;
};

/* False if it is none of these options, or its value makes no sense. */
bool guard_options_take(struct guard_options *o, str name, const char *value);
