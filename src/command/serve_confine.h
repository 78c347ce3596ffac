/* What is left to `handslag serve` of the system. */
#pragma once

#include "base/arena.h"

struct serve_needs {
    const char *database; /* its files, and what a connection to it reads */
    const char *erased;   /* the file of erasures (privacy/erasure.h), with its folder */
    const char *work;     /* the folder for files without a name */
    const char *listen;   /* an address as server_options has it; NULL: it listens already */
    uint16_t port;
};

/* Says in one line what is in force. */
str serve_confine(struct arena *mem, const struct serve_needs *n);
