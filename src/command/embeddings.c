#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "match/embedding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asked {
    const char *database;
    const char *key;
    struct embedding_source source;
    bool off;
};

static bool take_option(struct asked *a, str name, const char *value) {
    if (str_eq(name, STR("db"))) {
        a->database = value;
    } else if (str_eq(name, STR("key"))) {
        a->key = value;
    } else if (str_eq(name, STR("address"))) {
        a->source.address = str_of(value);
    } else if (str_eq(name, STR("model"))) {
        a->source.model = str_of(value);
    } else if (str_eq(name, STR("off"))) {
        a->off = true;
    } else {
        return false;
    }
    return true;
}

static int print_state(struct work *w) {
    struct embedding_source s = {0};
    if (!embedding_source(w, &s)) {
        (void)puts("no source of embeddings is set");
        return EXIT_DONE;
    }
    (void)printf("%.*s, model %.*s: %lld texts have one\n", (int)s.address.len, s.address.at,
            (int)s.model.len, s.model.at,
            (long long)db_number(w, "SELECT COUNT(*) FROM annotation WHERE embedding_digest <> 0"));
    if (s.failure.len) {
        (void)printf("it last failed: %.*s\n", (int)s.failure.len, s.failure.at);
    }
    return EXIT_DONE;
}

/* It is stored sealed; false, with the reason said, where the key is not to be had. */
static bool seal_secret(struct work *w, struct asked *a) {
    str plain = str_of(getenv("HANDSLAG_EMBEDDINGS_SECRET"));
    struct seal seal;
    if (!plain.len) {
        return true;
    }
    if (!open_seal(w, a->database, a->key, &seal)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)w->fault.len, w->fault.at);
        return false;
    }
    a->source.secret = seal_close(w->mem, &seal, plain);
    return true;
}

static int run(struct work *w, struct asked *a) {
    bool set = a->source.address.len || a->off;
    if (set && !a->off && (!str_starts(a->source.address, STR("http")) || !a->source.model.len)) {
        (void)fputs("handslag: an address begins with http:// or https://, and --model names the"
                    " model\n",
                stderr);
        return EXIT_WRONG;
    }
    if (set) {
        if (!seal_secret(w, a)) {
            return EXIT_FAULT;
        }
        db_begin(w);
        embedding_source_set(w, a->off ? &(struct embedding_source){0} : &a->source);
        if (!db_end(w)) {
            (void)fprintf(stderr, "handslag: %.*s\n", (int)w->fault.len, w->fault.at);
            return EXIT_FAULT;
        }
    }
    return print_state(w);
}

int command_embeddings(int argc, char **argv) {
    struct asked a = {.database = open_default_path()};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR("off "), STR("address key model db "), &name)) {
        if (!take_option(&a, name, o.value)) {
            return EXIT_USAGE;
        }
    }
    if (o.wrong) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (!open_database(&w, a.database)) {
        return EXIT_FAULT;
    }
    int code = run(&w, &a);
    open_done(&w);
    return code;
}
