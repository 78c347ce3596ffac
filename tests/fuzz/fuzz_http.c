/* A whole server is sent the bytes, over a socket of its own: request lines, headers, bodies in
 * chunks, one request after the other. It answers with HTTP or not at all, never with a fault of its
 * own, and goes on answering others. */
#include "tests/http_world.h"

#include <assert.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* The server waits for what is lacking as long as it does; here nobody does. */
enum { SILENCE_MS = 5 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct sockaddr_un place(void) {
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    (void)snprintf(at.sun_path, sizeof(at.sun_path), "/tmp/handslag-fuzz-%ld", (long)getpid());
    return at;
}

static void clear_away(void) {
    (void)unlink(place().sun_path);
}

static struct server *begin(struct app *app) {
    struct sockaddr_un at = place();
    char address[sizeof(at.sun_path) + 8];
    struct server_options o = app_options(app);
    (void)snprintf(address, sizeof(address), "unix:%s", at.sun_path);
    o.address = str_of(address);
    o.log = NULL;
    (void)atexit(clear_away);
    return app_begin(o);
}

static int connect_there(void) {
    struct sockaddr_un at = place();
    int line = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int done = connect(line, (struct sockaddr *)&at, sizeof(at));
    assert(line >= 0 && done == 0);
    return line;
}

/* The paths at which the small application waits or answers as it was asked to are no news. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct app app;
    static struct server *server;
    struct arena mem = {0};
    str bytes = {(const char *)data, size};
    if (str_has(bytes, STR("/slow"))) {
        return 0;
    }
    server = server ? server : begin(&app);
    int line = connect_there();
    put(line, bytes);
    (void)shutdown(line, SHUT_WR);
    str got = hear(&mem, line, SILENCE_MS);
    (void)close(line);
    assert(got.len == 0 || str_starts(got, STR("HTTP/1.")));
    assert(!str_starts(got, STR("HTTP/1.1 500")) && !str_starts(got, STR("HTTP/1.0 500")));
    arena_free(&mem);
    return 0;
}
