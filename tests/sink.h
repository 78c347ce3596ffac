/* A mail server of the tests' own: takes letters, or does what goes wrong with real ones. It speaks
 * as much of SMTP (RFC 5321) as is needed to be handed a letter, one connection at a time. */
#pragma once

#include "base/arena.h"

#include <pthread.h>
#include <stdatomic.h>

enum manner {
    SINK_TAKES,
    SINK_BUSY,       /* 451 for the recipient */
    SINK_NO_SUCH,    /* 550 for the recipient */
    SINK_NO_SPAM,    /* 554 after the letter */
    SINK_LATER,      /* 452 after the letter */
    SINK_CUTS,       /* closes in the middle of the letter */
    SINK_CUTS_AFTER, /* closes when it has all of it, without an answer */
    SINK_SILENT,     /* says nothing at all */
    SINK_CLOSED,     /* 554 instead of a greeting */
};

enum { SINK_LETTERS_MOST = 64, SINK_LETTER_BYTES = 64 * 1024 };

struct sink_letter {
    char from[300];
    char to[300];
    char *bytes; /* as they came, dots undone */
    atomic_size_t len;
};

/* It serves in a thread of its own; what both sides look at is atomic. */
struct sink {
    int socket;
    uint16_t port;
    _Atomic(enum manner) manner;
    atomic_int asked; /* connections */
    struct sink_letter *letters;
    atomic_size_t count;
    pthread_t thread;
};

bool sink_open(struct sink *s);
void sink_close(struct sink *s);
