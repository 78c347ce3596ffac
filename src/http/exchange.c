#include "http/exchange.h"

#include "base/buf.h"
#include "http/form.h"
#include "http/reading.h"
#include "http/reaper.h"
#include "http/sending.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    SWALLOW_MOST = 8 * 1024 * 1024, /* of a body too large, so that the reader sees the page */
    BYTES_A_MILLISECOND = 16,       /* a slower line than that is not waited for */
    BODY_ROOM_FIRST = 16 * 1024,
    FAULT_MOST = 400
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_ANSWERED };

struct exchange {
    struct job job;
    struct MHD_Connection *connection;
    struct line *line;
    struct arena mem;
    struct request request;
    str uri;
    char *body;
    size_t len;
    size_t room;
    size_t most;
    size_t swallowed;
    int refused; /* the status, once the body is all in */
    bool last;   /* nothing more is read from this connection */
    enum stage stage;
    struct sending sending;
    int64_t statements, waited_us; /* what it cost the database */
    struct http_note note;
    int64_t began;   /* in microseconds since 1970 */
    int64_t started; /* the same moment by reaper_now() */
    int64_t clock;   /* the same moment in microseconds that only go forward */
};

static int64_t microseconds(clockid_t clock) {
    struct timespec now = {0};
    (void)clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static struct line *line_of(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

static void time_left(struct exchange *e, int64_t deadline) {
    if (e->line) {
        atomic_store(&e->line->deadline, deadline);
    }
}

static void heading(struct exchange *e, bool so) {
    if (e->line) {
        atomic_store(&e->line->heading, so);
    }
}

void *exchange_begin(void *given, const char *uri, struct MHD_Connection *connection) {
    struct exchanges *all = given;
    struct exchange *e = calloc(1, sizeof(*e));
    if (!e) {
        return NULL;
    }
    e->connection = connection;
    e->line = line_of(connection);
    e->began = microseconds(CLOCK_REALTIME);
    e->clock = microseconds(CLOCK_MONOTONIC);
    e->started = reaper_now();
    e->uri = arena_copy(&e->mem, str_of(uri));
    e->request = (struct request){.method = METHOD_OTHER, .path = STR("/")};
    e->request.id = reading_id(&e->mem);
    atomic_fetch_add(&all->open, 1);
    time_left(e, e->started + all->options.receive_ms);
    heading(e, true);
    return e;
}

static void plain_refusal(struct arena *mem, int status, struct response *out) {
    struct buf body = {.mem = mem};
    buf_num(&body, status);
    buf_add(&body, STR(" "));
    buf_add(&body, str_of(MHD_get_reason_phrase_for((unsigned)status)));
    buf_add(&body, STR("\n"));
    out->type = STR("text/plain; charset=utf-8");
    out->body = buf_str(&body);
}

static void make_refusal(struct exchanges *all, struct arena *mem, struct exchange *e, int status) {
    struct response out = response_new();
    out.status = status;
    if (all->options.refuse) {
        all->options.refuse(all->options.app, mem, &e->request, status, &out);
        out.status = status;
    } else {
        plain_refusal(mem, status, &out);
    }
    if (status == MHD_HTTP_SERVICE_UNAVAILABLE) {
        response_header(mem, &out, STR("Retry-After"), STR("2"));
    }
    e->sending = sending_make(&e->request, &out);
}

static enum MHD_Result send_it(struct exchanges *all, struct exchange *e) {
    struct MHD_Response *response = e->sending.response;
    if (!response) {
        return MHD_NO;
    }
    e->stage = STAGE_ANSWERED;
    if (e->last || atomic_load(&all->ending)) {
        (void)MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
    }
    time_left(e, reaper_now() + all->options.receive_ms +
                         (int64_t)(e->sending.bytes / BYTES_A_MILLISECOND));
    enum MHD_Result queued =
            MHD_queue_response(e->connection, (unsigned)e->sending.status, response);
    MHD_destroy_response(response);
    e->sending.response = NULL;
    return queued;
}

static enum MHD_Result refuse_now(struct exchanges *all, struct exchange *e, int status) {
    e->last = true;
    make_refusal(all, &e->mem, e, status);
    return send_it(all, e);
}

struct gathering {
    struct fields found;
    bool more; /* than can be looked at */
};

/* NOLINTNEXTLINE(readability-function-size): the library's parameters */
static enum MHD_Result gather(void *given, enum MHD_ValueKind kind, const char *key,
        size_t key_size, const char *value, size_t value_size) {
    struct gathering *g = given;
    (void)kind;
    if (g->found.count > HEADER_FIELDS_MOST) {
        return MHD_NO;
    }
    g->found.at[g->found.count++] =
            (struct field){{key, key_size}, {value ? value : "", value ? value_size : 0}};
    return MHD_YES;
}

static int read_head(
        struct exchanges *all, struct exchange *e, const char *method, const char *version) {
    struct gathering headers = {
            .found = {.at = arena_new(&e->mem, struct field, HEADER_FIELDS_MOST + 1)}};
    (void)MHD_get_connection_values_n(e->connection, MHD_HEADER_KIND, gather, &headers);
    const union MHD_ConnectionInfo *head =
            MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    struct guard raw = {
            str_of(method), e->uri, str_of(version), headers.found, head ? head->header_size : 0};

    const union MHD_ConnectionInfo *peer =
            MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    bool local = false;
    e->request.address = peer && peer->client_addr
                                 ? reading_address(&e->mem, peer->client_addr, &local)
                                 : STR("local");
    bool ours = local || str_lists(all->options.proxies, e->request.address);
    return reading_head(&e->mem, &raw, ours ? all->options.proxy : PROXY_NONE, &e->request);
}

static enum MHD_Result take_head(
        struct exchanges *all, struct exchange *e, const char *method, const char *version) {
    int status = read_head(all, e, method, version);
    heading(e, false);
    if (status) {
        return refuse_now(all, e, status);
    }
    const struct request *r = &e->request;
    const struct server_options *o = &all->options;
    /* The library takes more for the end of a chunk than it should. Who reads it otherwise might
     * believe that a further request follows; so none is read. */
    e->last = request_header(r, STR("transfer-encoding")).len > 0;
    e->most = o->body_most ? o->body_most(o->app, r->method_name, r->path) : BODY_MOST;
    int64_t length = 0;
    (void)str_num(request_header(r, STR("content-length")), &length);
    if ((uint64_t)length > e->most) {
        e->refused = MHD_HTTP_CONTENT_TOO_LARGE;
        bool waits = request_header_lists(r, STR("expect"), STR("100-continue"));
        if (waits || (uint64_t)length - e->most > SWALLOW_MOST) {
            return refuse_now(all, e, e->refused);
        }
    }
    e->stage = STAGE_BODY;
    return MHD_YES;
}

/* Room for more of the body; false if all bodies together are too much for this machine. */
static bool body_grow(struct exchanges *all, struct exchange *e, size_t least) {
    size_t room = e->room ? e->room : BODY_ROOM_FIRST;
    while (room < least) {
        room *= 2;
    }
    if (room == e->room) {
        return true;
    }
    char *bigger = all->bodies + room - e->room > BODIES_MOST ? NULL : realloc(e->body, room);
    if (!bigger) {
        return false;
    }
    all->bodies += room - e->room;
    e->body = bigger;
    e->room = room;
    return true;
}

static void body_drop(struct exchanges *all, struct exchange *e) {
    all->bodies -= e->room;
    free(e->body);
    e->body = NULL;
    e->room = 0;
    e->len = 0;
}

static enum MHD_Result take_body(
        struct exchanges *all, struct exchange *e, const char *data, size_t size) {
    if (!e->refused && size > e->most - e->len) {
        e->refused = MHD_HTTP_CONTENT_TOO_LARGE;
    } else if (!e->refused && !body_grow(all, e, e->len + size)) {
        e->refused = MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    if (e->refused) {
        body_drop(all, e);
        e->swallowed += size;
    } else {
        memcpy(e->body + e->len, data, size);
        e->len += size;
    }
    size_t received = e->len + e->swallowed;
    time_left(e, e->started + all->options.receive_ms + (int64_t)(received / BYTES_A_MILLISECOND));
    return e->swallowed > e->most + SWALLOW_MOST ? MHD_NO : MHD_YES;
}

void exchange_give_up(struct exchanges *all, struct job *job) {
    struct exchange *e = (struct exchange *)job;
    make_refusal(all, &e->mem, e, MHD_HTTP_SERVICE_UNAVAILABLE);
    e->stage = STAGE_ANSWERED;
    MHD_resume_connection(e->connection);
}

static enum MHD_Result hand_over(struct exchanges *all, struct exchange *e) {
    if (!e->refused && pool_full(all->pool)) {
        e->refused = MHD_HTTP_SERVICE_UNAVAILABLE;
    }
    if (e->refused) {
        make_refusal(all, &e->mem, e, e->refused);
        return send_it(all, e);
    }
    time_left(e, 0);
    MHD_suspend_connection(e->connection);
    if (!pool_give(all->pool, &e->job)) { /* else from here on the worker's, until it resumes */
        exchange_give_up(all, &e->job);
    }
    return MHD_YES;
}

/* NOLINTNEXTLINE(readability-function-size): the library's parameters */
enum MHD_Result exchange_step(void *given, struct MHD_Connection *connection, const char *url,
        const char *method, const char *version, const char *data, size_t *size, void **context) {
    struct exchanges *all = given;
    struct exchange *e = *context;
    (void)connection;
    (void)url;
    if (!e) {
        return MHD_NO;
    }
    switch (e->stage) {
    case STAGE_HEAD: return take_head(all, e, method, version);
    case STAGE_BODY: {
        size_t got = *size;
        *size = 0;
        return got ? take_body(all, e, data, got) : hand_over(all, e);
    }
    case STAGE_ANSWERED: return send_it(all, e);
    }
    return MHD_NO;
}

/* The worker's arena goes before the line is written. */
static struct http_note keep_note(struct arena *mem, const struct http_note *note) {
    return (struct http_note){arena_copy(mem, note->event), arena_copy(mem, note->means),
            note->account, arena_copy(mem, str_cap(note->fault, FAULT_MOST))};
}

void exchange_answer(void *given, void *worker, struct arena *mem, struct job *job) {
    struct exchanges *all = given;
    struct exchange *e = (struct exchange *)job;
    struct request r = e->request;
    int status = reading_body(mem, (str){e->body, e->len}, &r);
    if (status) {
        make_refusal(all, mem, e, status);
    } else {
        struct response out = response_new();
        all->options.answer(worker, mem, &r, &out);
        e->sending = sending_make(&r, &out);
        e->statements = out.statements;
        e->waited_us = out.waited_us;
        e->note = keep_note(&e->mem, &out.note);
    }
    e->stage = STAGE_ANSWERED;
    MHD_resume_connection(e->connection);
}

static int final_status(const struct exchange *e) {
    const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(e->connection, MHD_CONNECTION_INFO_HTTP_STATUS);
    return e->sending.status || !info ? e->sending.status : (int)info->http_status;
}

void exchange_end(void *given, struct MHD_Connection *connection, void **context,
        enum MHD_RequestTerminationCode how) {
    struct exchanges *all = given;
    struct exchange *e = *context;
    (void)connection;
    if (!e) {
        return;
    }
    if (all->options.log) {
        struct http_log_line line = {.at = e->began,
                .method = e->request.method_name,
                .path = e->request.path,
                .status = final_status(e),
                .bytes = how == MHD_REQUEST_TERMINATED_COMPLETED_OK ? e->sending.bytes : 0,
                .microseconds = microseconds(CLOCK_MONOTONIC) - e->clock,
                .statements = e->statements,
                .waited_us = e->waited_us,
                .id = e->request.id,
                .address = e->request.address,
                .note = e->note};
        all->options.log(all->options.app, &line);
    }
    if (e->sending.response) {
        MHD_destroy_response(e->sending.response);
    }
    heading(e, false);
    time_left(e, reaper_now() + all->options.idle_ms);
    body_drop(all, e);
    arena_free(&e->mem);
    free(e);
    *context = NULL;
    atomic_fetch_sub(&all->open, 1);
}
