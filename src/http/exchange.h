/* One request and its answer, from the first line read to the last byte sent. */
#pragma once

#include "http/pool.h"
#include "http/server.h"

#include <microhttpd.h>
#include <stdatomic.h>

/* What all exchanges of one server share. */
struct exchanges {
    struct server_options options; /* with nothing left 0 */
    struct pool *pool;
    size_t bodies;      /* bytes held; only the library's thread touches it */
    atomic_uint open;   /* exchanges begun and not yet ended */
    atomic_bool ending; /* every answer closes its connection now */
};

/* Callbacks of the library; `given` is the struct exchanges. */
void *exchange_begin(void *given, const char *uri, struct MHD_Connection *connection);
enum MHD_Result exchange_step(void *given, struct MHD_Connection *connection, const char *url,
        const char *method, const char *version, const char *data, size_t *size, void **context);
void exchange_end(void *given, struct MHD_Connection *connection, void **context,
        enum MHD_RequestTerminationCode how);

/* In a worker: makes the answer and wakes the connection. */
void exchange_answer(void *given, void *worker, struct arena *mem, struct job *job);

/* Instead of exchange_answer, when no worker is left for it. */
void exchange_give_up(struct exchanges *all, struct job *job);
