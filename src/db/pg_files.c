#include "db/pg_files.h"

#include "base/buf.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

struct paths {
    struct arena *mem;
    const char **at;
    size_t count;
    size_t most;
};

static void add(struct paths *p, str path) {
    if (path.len && p->count < p->most) {
        p->at[p->count++] = arena_z(p->mem, path);
    }
}

static bool names_file(const char *word) {
    static const char *const words[] = {
            "passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslcrldir"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void add_named(struct paths *p, PQconninfoOption *all) {
    for (const PQconninfoOption *o = all; o && o->keyword; o++) {
        if (names_file(o->keyword)) {
            add(p, str_of(o->val));
        }
    }
    PQconninfoFree(all);
}

size_t pg_files(struct arena *mem, const char *address, const char **paths, size_t most) {
    static const char *const usual[] = {"/.pgpass", "/.postgresql", "/.pg_service.conf"};
    struct paths p = {mem, paths, 0, most};
    const char *home = secure_getenv("HOME");
    add_named(&p, PQconninfoParse(address, NULL));
    add_named(&p, PQconndefaults()); /* which the environment names */
    add(&p, str_of(secure_getenv("PGSERVICEFILE")));
    for (size_t i = 0; home && *home && i < sizeof(usual) / sizeof(usual[0]); i++) {
        struct buf path = {.mem = mem};
        buf_add(&path, str_of(home));
        buf_add(&path, str_of(usual[i]));
        add(&p, buf_str(&path));
    }
    return p.count;
}
