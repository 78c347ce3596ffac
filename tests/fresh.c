#include "tests/fresh.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *server(void) {
    const char *named = getenv("HANDSLAG_TEST_SERVER");
    return named && *named ? named : NULL;
}

bool fresh_on_server(void) {
    return server() != NULL;
}

static bool run(const char *before, const char *schema, const char *after) {
    char sql[200];
    (void)snprintf(sql, sizeof(sql), "%s%s%s", before, schema, after);
    PGconn *c = PQconnectdb(server());
    PGresult *r = PQexec(c, sql);
    bool done = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (!done) {
        printf("%s: %s\n", sql, PQerrorMessage(c));
    }
    PQclear(r);
    PQfinish(c);
    return done;
}

struct name {
    char text[60];
};

static struct name new_name(void) {
    static int made;
    struct name n;
    (void)snprintf(n.text, sizeof(n.text), "test_%ld_%d", (long)getpid(), ++made);
    return n;
}

void fresh_make_file(struct fresh *f) {
    (void)snprintf(f->address, sizeof(f->address), "/tmp/handslag-%s.db", new_name().text);
    (void)unlink(f->address);
}

bool fresh_make(struct fresh *f) {
    if (!server()) {
        fresh_make_file(f);
        return true;
    }
    struct name n = new_name();
    (void)snprintf(f->address, sizeof(f->address),
            "%s&application_name=%s&options=-csearch_path%%3D%s", server(), n.text, n.text);
    return run("CREATE SCHEMA ", n.text, "");
}

static void remove_beside(const char *path, const char *end) {
    char name[600];
    (void)snprintf(name, sizeof(name), "%s%s", path, end);
    (void)unlink(name);
}

void fresh_drop(const struct fresh *f) {
    if (strncmp(f->address, "postgres", 8) == 0) {
        (void)run("SET client_min_messages = warning; DROP SCHEMA IF EXISTS ",
                strstr(f->address, "%3D") + 3, " CASCADE");
        return;
    }
    remove_beside(f->address, "");
    remove_beside(f->address, "-wal");
    remove_beside(f->address, "-shm");
}
