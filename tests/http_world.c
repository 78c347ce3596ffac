#include "tests/http_world.h"

#include "http/cookie.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

const char app_text[] = "All of the clusters around the Baltic that work with green steel.\n";

void pause_ms(long ms) {
    struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    (void)nanosleep(&time, NULL);
}

int64_t now_ms(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void *app_open(void *given, unsigned index) {
    (void)index;
    return given;
}

static void app_slow(struct app *app) {
    int running = atomic_fetch_add(&app->running, 1) + 1;
    if (running > atomic_load(&app->most)) {
        atomic_store(&app->most, running);
    }
    pause_ms(200);
    atomic_fetch_sub(&app->running, 1);
}

static void app_echo(struct arena *mem, const struct request *r, struct response *out) {
    struct buf body = {.mem = mem};
    buf_add(&body, r->method_name);
    buf_add(&body, STR(" "));
    buf_add(&body, r->path);
    buf_add(&body, STR(" q="));
    buf_add(&body, request_query(r, STR("q")));
    buf_add(&body, STR(" name="));
    buf_add(&body, request_form(r, STR("name")));
    buf_add(&body, STR(" body="));
    buf_num(&body, (int64_t)r->body.len);
    buf_add(&body, STR(" from="));
    buf_add(&body, r->address);
    buf_add(&body, r->secure ? STR(" secure") : STR(" plain"));
    out->type = STR("text/plain; charset=utf-8");
    out->body = buf_str(&body);
}

static void app_file(struct response *out) {
    FILE *file = tmpfile();
    if (!file || fputs(app_text, file) < 0 || fflush(file) != 0) {
        printf("no file\n");
        exit(1);
    }
    out->file = dup(fileno(file));
    out->length = strlen(app_text);
    out->type = STR("text/plain");
    out->etag = STR("f");
    (void)fclose(file);
}

static void app_answer(
        void *worker, struct arena *mem, const struct request *r, struct response *out) {
    if (str_eq(r->path, STR("/slow"))) {
        app_slow(worker);
        out->body = STR("slow");
    } else if (str_eq(r->path, STR("/long"))) {
        struct buf body = {.mem = mem};
        for (size_t i = 0; i < 100; i++) {
            buf_add(&body, STR("<p>All of the clusters around the Baltic</p>\n"));
        }
        out->body = buf_str(&body);
        out->compress = true;
        out->etag = STR("v7");
    } else if (str_eq(r->path, STR("/inject"))) {
        response_header(mem, out, STR("X-Title"), request_query(r, STR("q")));
        cookie_set(mem, out, r, &(struct cookie){STR("session"), STR("abc"), 3600});
    } else if (str_eq(r->path, STR("/noted"))) {
        out->note =
                (struct http_note){STR("signed in"), STR("password"), 7, arena_copy(mem, STR("f"))};
    } else if (str_eq(r->path, STR("/away"))) {
        response_redirect(mem, out, request_query(r, STR("q")));
    } else if (str_eq(r->path, STR("/file"))) {
        app_file(out);
    } else if (str_eq(r->path, STR("/asset"))) {
        response_asset(out, r,
                &(struct asset){.bytes = str_of(app_text),
                        .brotli = STR("BR"),
                        .gzip = STR("GZ"),
                        .type = STR("text/css"),
                        .etag = STR("a1"),
                        .immutable = true});
    } else {
        app_echo(mem, r, out);
    }
}

static size_t app_body_most(void *app, str method, str path) {
    (void)app;
    (void)method;
    return str_eq(path, STR("/small")) ? 100 : 1000000;
}

static void app_refuse(
        void *app, struct arena *mem, const struct request *r, int status, struct response *out) {
    (void)app;
    struct buf body = {.mem = mem};
    buf_add(&body, STR("refused "));
    buf_num(&body, status);
    buf_add(&body, STR(" "));
    buf_add(&body, request_header(r, STR("accept-language")));
    out->body = buf_str(&body);
}

static void app_log(void *given, const struct http_log_line *line) {
    struct app *app = given;
    struct arena mem = {0};
    str said = http_log_text(&mem, line);
    (void)snprintf(app->line, sizeof(app->line), "%.*s", (int)said.len, said.at);
    arena_free(&mem);
    atomic_fetch_add(&app->logged, 1);
}

struct server_options app_options(struct app *app) {
    return (struct server_options){.address = STR("127.0.0.1"),
            .workers = 4,
            .app = app,
            .worker_open = app_open,
            .answer = app_answer,
            .body_most = app_body_most,
            .refuse = app_refuse,
            .log = app_log};
}

struct server *app_begin(struct server_options options) {
    struct server_fault fault;
    struct server *s = server_start(&options, &fault);
    if (!s) {
        printf("no server: %s\n", fault.text);
        exit(1);
    }
    return s;
}

int dial(const struct server *s) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(server_port(s))};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int line = socket(AF_INET, SOCK_STREAM, 0);
    if (line < 0 || connect(line, (struct sockaddr *)&to, sizeof(to)) != 0) {
        printf("no connection\n");
        exit(1);
    }
    return line;
}

void put(int line, str bytes) {
    while (bytes.len) {
        ssize_t sent = send(line, bytes.at, bytes.len, MSG_NOSIGNAL);
        if (sent <= 0) {
            return;
        }
        bytes = str_skip(bytes, (size_t)sent);
    }
}

str hear(struct arena *mem, int line, int silence_ms) {
    struct buf got = {.mem = mem};
    char some[4096];
    struct pollfd wait = {.fd = line, .events = POLLIN};
    while (poll(&wait, 1, silence_ms) == 1) {
        ssize_t len = recv(line, some, sizeof(some), 0);
        if (len <= 0) {
            break;
        }
        buf_add(&got, (str){some, (size_t)len});
    }
    return got.at ? buf_str(&got) : STR("");
}

str ask(struct arena *mem, const struct server *s, str bytes) {
    int line = dial(s);
    put(line, bytes);
    str got = hear(mem, line, 3000);
    (void)close(line);
    return got;
}

size_t times(str s, str part) {
    size_t count = 0;
    for (size_t i = 0; i + part.len <= s.len; i++) {
        count += str_starts(str_skip(s, i), part);
    }
    return count;
}

bool says(str answer, int status, str part) {
    char head[32];
    (void)snprintf(head, sizeof(head), "HTTP/1.1 %d ", status);
    bool so = str_starts(answer, str_of(head)) && str_has(answer, part);
    if (!so) {
        printf("got: %.*s\n", (int)answer.len, answer.at);
    }
    return so;
}

str body_of(str answer) {
    for (size_t i = 0; i < answer.len; i++) {
        if (str_starts(str_skip(answer, i), STR("\r\n\r\n"))) {
            return str_skip(answer, i + 4);
        }
    }
    return (str){0};
}
