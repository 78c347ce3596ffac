#include "command/serve_confine.h"

#include "confine/confine.h"
#include "db/db.h"

#include <string.h>

static const char unix_socket[] = "unix:";

static void leave_listening(
        struct arena *mem, struct confine *c, const char *listen, uint16_t port) {
    if (strncmp(listen, unix_socket, sizeof(unix_socket) - 1) == 0) {
        confine_leave_beside(mem, c, listen + sizeof(unix_socket) - 1, FOLDER_SOCKET);
    } else if (strncmp(listen, "fd:", 3) != 0) {
        c->listens = true;
        c->port = port;
    }
}

str serve_confine(struct arena *mem, const struct serve_needs *n) {
    const char *paths[DB_READS_MOST];
    struct confine c = {0};
    const char *file = db_file(n->database);
    size_t count = db_reads(mem, n->database, paths);
    confine_leave(&c, n->work, FOLDER_WRITE);
    confine_leave_beside(mem, &c, n->erased, FOLDER_WRITE);
    if (file) {
        confine_leave_beside(mem, &c, file, FOLDER_WRITE);
    }
    for (size_t i = 0; i < count; i++) {
        confine_leave(&c, paths[i], FOLDER_READ);
    }
    if (n->listen) {
        leave_listening(mem, &c, n->listen, n->port);
    }
    return confine_close(mem, &c);
}
