/* One question to another machine over HTTP, within bounds: https only, but for this machine itself,
 * few redirects, so many bytes, so long, and never an address that only means one's own network
 * segment, where clouds keep their keys.
 *
 * It waits, so it stands in no transaction. Whoever answers people with it lets only a few wait at
 * once: fetch_enter(). */
#pragma once

#include "base/buf.h"

#include <stdatomic.h>

enum { FETCH_BYTES_MOST = 512 * 1024, FETCH_ADDRESS_MOST = 2000, FETCH_REDIRECTS_MOST = 3 };

struct fetch {
    str address;
    str form;          /* sent with POST, already encoded; `at` NULL: asked with GET */
    str authorization; /* the header's value; empty: none */
    long milliseconds; /* for all of it */
};

enum fetch_trouble {
    FETCH_FINE,
    FETCH_NO_ADDRESS,      /* or one that is not asked */
    FETCH_UNREACHABLE,     /* no such name, nobody there, the line broke */
    FETCH_NOT_TRUSTED,     /* its certificate */
    FETCH_TOO_SLOW,        /* longer than it may take */
    FETCH_TOO_LARGE,       /* more than FETCH_BYTES_MOST */
    FETCH_REDIRECTED_AWAY, /* too often, or to what is not asked */
};

struct fetched {
    enum fetch_trouble trouble;
    int status; /* of HTTP; 0 unless it is fine */
    str body;   /* in the arena it was asked with */
};

/* https to anybody, http only to this machine by its own name: localhost, 127.0.0.1, [::1]. */
bool fetch_may_ask(struct arena *mem, str address);

/* One more "name=value" of a form or a query, encoded. */
void fetch_field(struct buf *out, str name, str value);

struct fetched fetch(struct arena *mem, const struct fetch *f);

/* How many wait at once for other machines. */
struct fetch_gate {
    atomic_int inside;
};

enum { FETCH_INSIDE_MOST = 2 };

bool fetch_enter(struct fetch_gate *gate); /* false: enough are waiting, nothing is to be left */
void fetch_leave(struct fetch_gate *gate);
