/* Answers HTTP/1.1 for an application that knows nothing of sockets.
 *
 * One thread of libmicrohttpd reads and writes all connections; a request that has come in whole
 * waits in a bounded queue for one of our workers, each with an arena of its own and whatever
 * the application opened for it. Whatever is malformed, too large or too slow ends before. */
#pragma once

#include "http/log.h"
#include "http/proxy.h"
#include "http/response.h"

#include <stdint.h>

enum {
    URL_MOST = 8 * 1024,
    HEADER_BYTES_MOST = 16 * 1024,
    HEADER_FIELDS_MOST = 100,
    BODY_MOST = 1024 * 1024, /* where the application says nothing else */
    BODIES_MOST = 512 * 1024 * 1024,
    WORKERS_MOST = 64,
    REQUESTS_WAITING_MOST = 256,
    CONNECTIONS_MOST = 2000,     /* from 7 of 8 on, whoever has the least time left has to go */
    CONNECTIONS_EACH_MOST = 100, /* from one address */
    RECEIVE_SECONDS_MOST = 20,
    IDLE_SECONDS_MOST = 75, /* longer than proxies keep a connection */
    GRACE_SECONDS_MOST = 20
};

struct server_options {
    str address;   /* "127.0.0.1", "::", "unix:/run/handslag.sock", "fd:3" when handed over */
    uint16_t port; /* 0: any that is free */
    int listener;  /* that address, opened already with listening_open(); 0: it is opened here */
    unsigned workers;
    enum proxy proxy; /* believed only if the peer is this machine, or one of the proxies */
    str proxies;      /* their addresses: "10.0.0.5;10.0.0.6" */

    void *app;
    void *(*worker_open)(void *app, unsigned index); /* in the worker's thread; NULL: it failed */
    void (*worker_close)(void *worker);
    void (*answer)(void *worker, struct arena *mem, const struct request *r, struct response *out);

    /* These run in the thread of the connections and must not wait for anything. All but `answer`
     * may be left out. `refuse` makes the page for a status of 400 and above. */
    size_t (*body_most)(void *app, str method, str path);
    void (*refuse)(void *app, struct arena *mem, const struct request *r, int status,
            struct response *out);
    void (*log)(void *app, const struct http_log_line *line);

    /* Left 0 they are as named above; tests shorten them. */
    unsigned waiting_most;
    unsigned connections_most;
    unsigned connections_each_most;
    unsigned receive_ms;
    unsigned idle_ms;
    unsigned grace_ms;
};

enum server_trouble {
    SERVER_FINE,
    SERVER_ADDRESS_UNREADABLE, /* not an address */
    SERVER_ADDRESS_NOT_HERE,   /* an address this machine does not have */
    SERVER_PORT_TAKEN,         /* by another program */
    SERVER_PORT_FORBIDDEN,     /* below 1024, or a path that may not be written */
    SERVER_WITHOUT_WORKER,     /* the application could not open one */
    SERVER_WITHOUT_MEANS       /* the system gives no more threads, memory or files */
};

struct server_fault {
    enum server_trouble trouble;
    char text[200]; /* for the log, in English */
};

struct server;

struct server *server_start(const struct server_options *options, struct server_fault *fault);
uint16_t server_port(const struct server *s); /* 0 on a Unix socket */

/* Stops listening and lets what runs finish, up to GRACE_SECONDS_MOST. False if an answer was
 * still being made then: its memory is left to it, and the process should end. */
bool server_stop(struct server *s);
