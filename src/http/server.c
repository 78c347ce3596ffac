#include "http/server.h"

#include "http/exchange.h"
#include "http/listening.h"
#include "http/reaper.h"

#include <microhttpd.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECTION_BYTES = 64 * 1024,
    ROUND_MS = 5,
    HEADS_MS = 300,
    QUIET_MS = 30, /* within it what stands in a new connection already has been read */
    WORKERS = 4,
    /* Before 1.0 being strict adds nothing to our guard, and its own refusals begin twice. */
    STRICT = MHD_VERSION >= 0x01000000
};

struct server {
    struct exchanges all;
    struct MHD_Daemon *daemon;
    struct reaper *reaper;
    char *address;
    uint16_t port;
};

static unsigned or (unsigned given, unsigned usual) {
    return given ? given : usual;
}

static struct server_options completed(struct server_options o) {
    o.workers = or (o.workers, WORKERS);
    o.workers = o.workers > WORKERS_MOST ? WORKERS_MOST : o.workers;
    o.waiting_most = or (o.waiting_most, REQUESTS_WAITING_MOST);
    o.connections_most = or (o.connections_most, CONNECTIONS_MOST);
    o.connections_each_most = or (o.connections_each_most, CONNECTIONS_EACH_MOST);
    o.receive_ms = or (o.receive_ms, RECEIVE_SECONDS_MOST * 1000);
    o.idle_ms = or (o.idle_ms, IDLE_SECONDS_MOST * 1000);
    o.grace_ms = or (o.grace_ms, GRACE_SECONDS_MOST * 1000);
    return o;
}

/* An application without a context of its own gets a pointer that is not NULL all the same. */
static void *worker_open(void *given, unsigned index) {
    struct exchanges *all = given;
    const struct server_options *o = &all->options;
    return o->worker_open ? o->worker_open(o->app, index) : all;
}

static void worker_close(void *given, void *worker) {
    struct exchanges *all = given;
    if (all->options.worker_open && all->options.worker_close) {
        all->options.worker_close(worker);
    }
}

static void connection_changed(void *given, struct MHD_Connection *connection, void **context,
        enum MHD_ConnectionNotificationCode what) {
    struct server *s = given;
    struct line *line = *context;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (line) {
            reaper_remove(s->reaper, line);
            free(line);
            *context = NULL;
        }
        return;
    }
    const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    line = calloc(1, sizeof(*line));
    if (!line || !info) {
        free(line);
        return;
    }
    line->socket = info->connect_fd;
    atomic_store(&line->deadline, reaper_now() + s->all.options.receive_ms);
    reaper_add(s->reaper, line);
    *context = line;
    unsigned most = s->all.options.connections_most;
    reaper_make_room(s->reaper, most - most / 8);
}

/* The library must leave addresses as they came: we decode them, once. */
static size_t keep_escapes(void *given, struct MHD_Connection *connection, char *text) {
    (void)given;
    (void)connection;
    return strlen(text);
}

static struct MHD_Daemon *daemon_start(struct server *s, int listener) {
    const struct server_options *o = &s->all.options;
    unsigned each = o->proxy == PROXY_NONE ? o->connections_each_most : 0;
    struct MHD_OptionItem options[] = {
            {MHD_OPTION_LISTEN_SOCKET, listener, NULL},
            {MHD_OPTION_CONNECTION_LIMIT, (intptr_t)o->connections_most, NULL},
            {MHD_OPTION_PER_IP_CONNECTION_LIMIT, (intptr_t)each, NULL},
            {MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES, NULL},
            {MHD_OPTION_STRICT_FOR_CLIENT, STRICT, NULL},
            {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)keep_escapes, NULL},
            {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)exchange_begin, &s->all},
            {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)exchange_end, &s->all},
            {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)connection_changed, s},
            {MHD_OPTION_END, 0, NULL},
    };
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
            exchange_step, &s->all, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
}

static bool parts_start(struct server *s, int listener, struct server_fault *fault) {
    const struct server_options *o = &s->all.options;
    struct pool_options pool = {
            o->workers, o->waiting_most, &s->all, worker_open, worker_close, exchange_answer};
    bool unopened = false;
    s->all.pool = pool_start(&pool, &unopened);
    s->reaper = s->all.pool ? reaper_start() : NULL;
    s->daemon = s->reaper ? daemon_start(s, listener) : NULL;
    if (s->daemon) {
        return true;
    }
    fault->trouble = unopened ? SERVER_WITHOUT_WORKER : SERVER_WITHOUT_MEANS;
    (void)snprintf(fault->text, sizeof(fault->text), "%s",
            unopened ? "a worker could not be opened" : "the system gives no threads or memory");
    if (s->reaper) {
        reaper_stop(s->reaper);
    }
    if (s->all.pool) {
        (void)pool_end(s->all.pool, INT32_MAX);
        pool_free(s->all.pool);
    }
    return false;
}

static void server_free(struct server *s) {
    listening_forget(s->all.options.address);
    free(s->address);
    free(s);
}

struct server *server_start(const struct server_options *options, struct server_fault *fault) {
    *fault = (struct server_fault){0};
    int listener = options->listener ? options->listener
                                     : listening_open(options->address, options->port, fault);
    if (listener < 0) {
        return NULL;
    }
    struct server *s = calloc(1, sizeof(*s));
    char *address = strndup(options->address.at, options->address.len);
    sigset_t every;
    sigset_t before;
    (void)sigfillset(&every);
    if (s && address) {
        s->all.options = completed(*options);
        s->address = address;
        s->all.options.address = str_of(address);
        s->port = listening_port(listener);
        /* Signals are for the thread that called. */
        (void)pthread_sigmask(SIG_SETMASK, &every, &before);
        bool started = parts_start(s, listener, fault);
        (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
        if (started) {
            return s;
        }
        (void)close(listener);
        server_free(s);
        return NULL;
    }
    (void)close(listener);
    free(address);
    free(s);
    fault->trouble = SERVER_WITHOUT_MEANS;
    return NULL;
}

uint16_t server_port(const struct server *s) {
    return s->port;
}

static void wait_a_round(void) {
    struct timespec round = {0, ROUND_MS * 1000000L};
    (void)nanosleep(&round, NULL);
}

/* Until everything that was begun is answered, also on connections that were just made. */
static void wait_for_quiet(struct server *s, int64_t until) {
    int64_t quiet = reaper_now();
    while (reaper_now() < until && reaper_now() - quiet < QUIET_MS) {
        wait_a_round();
        quiet = atomic_load(&s->all.open) ? reaper_now() : quiet;
    }
}

/* Connections that are kept end before the library does, which must not find anything asked. */
static void end_connections(struct server *s, int64_t until) {
    reaper_end_reading(s->reaper);
    while (!reaper_is_empty(s->reaper) && reaper_now() < until) {
        wait_a_round();
    }
}

bool server_stop(struct server *s) {
    int64_t until = reaper_now() + s->all.options.grace_ms;
    atomic_store(&s->all.ending, true);
    int listener = MHD_quiesce_daemon(s->daemon);
    if (!str_starts(s->all.options.address, STR("fd:"))) {
        (void)shutdown(listener, SHUT_RDWR); /* one handed over may be heard by others yet */
    }
    reaper_end_heads(s->reaper, reaper_now() + HEADS_MS);
    wait_for_quiet(s, until);
    end_connections(s, until);
    struct job *job = pool_take_back(s->all.pool);
    while (job) {
        exchange_give_up(&s->all, job);
        job = pool_take_back(s->all.pool);
    }
    int64_t left = until - reaper_now();
    if (!pool_end(s->all.pool, left > ROUND_MS ? left : ROUND_MS)) {
        return false;
    }
    MHD_stop_daemon(s->daemon);
    pool_free(s->all.pool);
    (void)close(listener); /* not before: the library's thread still lets go of it */
    reaper_stop(s->reaper);
    server_free(s);
    return true;
}
