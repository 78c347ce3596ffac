/* Somebody else's way to the same question, on the same crowd: the best twenty partners of an
 * organisation, both ways, in another country. */
#pragma once

#include "tests/crowd.h"

enum { PEER_MOST = 20 };

struct peer {
    const char *name;
    const char *how; /* in a few words, and what it leaves out of the definition */
    /* NULL where it cannot be had here; the reason is printed. */
    void *(*open)(const struct crowd *c);
    struct findings (*find)(void *peer, struct arena *mem, uint32_t own);
    size_t (*bytes)(const void *peer); /* of its index; 0 not known */
    void (*close)(void *peer);
};
