#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/copy.h"

#include <stdio.h>
#include <unistd.h>

struct moving {
    const char *from;
    const char *to;
    str from_name; /* for people to read */
    str to_name;
};

static bool print_step(void *whom, const struct copy_step *step) {
    (void)whom;
    if (step->complete) {
        (void)printf("%-16.*s %10lld rows %s\n", (int)step->table.len, step->table.at,
                (long long)step->rows, step->compared ? "compared" : "copied");
        (void)fflush(stdout);
    }
    return true;
}

static int complain(str name, const char *why) {
    (void)fprintf(stderr, "handslag: %.*s: %s\n", (int)name.len, name.at, why);
    return EXIT_WRONG;
}

static void print_equal(const struct moving *m, const struct copy *c) {
    (void)printf("%lld rows in %lld tables are equal in %.*s and %.*s\n", (long long)c->rows,
            (long long)c->tables, (int)m->from_name.len, m->from_name.at, (int)m->to_name.len,
            m->to_name.at);
}

static int tell(const struct moving *m, const struct copy *c, enum copied copied) {
    str said = c->to->fault;
    switch (copied) {
    case COPIED: print_equal(m, c); return EXIT_DONE;
    case COPY_BEHIND:
        print_equal(m, c);
        return complain(m->from_name, "it has changed since the move began. Stop what works on it,"
                                      " and run the same again: it brings what is new");
    case COPY_SAME: return complain(m->to_name, "both are the same database");
    case COPY_OCCUPIED:
        return complain(m->to_name, "it holds data already and was left as it is; name an empty"
                                    " database");
    case COPY_OTHER:
        (void)fprintf(stderr,
                "handslag: %.*s: moving %.*s into it was not finished; run that again, or name an"
                " empty database\n",
                (int)m->to_name.len, m->to_name.at, (int)c->unfinished.len, c->unfinished.at);
        return EXIT_WRONG;
    case COPY_AT_WORK: return complain(m->to_name, "another move into it is at work");
    case COPY_STOPPED:
    case COPY_BROKE: break;
    }
    (void)fprintf(stderr, "handslag: %.*s\nIt goes on from there if the same is run again.\n",
            (int)said.len, said.at);
    return EXIT_FAULT;
}

static int move(struct moving *m) {
    struct arena from_mem = {0};
    struct arena to_mem = {0};
    struct work from = {.mem = &from_mem};
    struct work to = {.mem = &to_mem};
    struct copy c = {.from = &from, .to = &to, .watch = print_step};
    int code = EXIT_FAULT;
    if (open_database(&from, m->from) && open_destination(&to, m->to)) {
        m->from_name = db_shown(&from_mem, m->from);
        m->to_name = db_shown(&to_mem, m->to);
        enum copied copied = copy_all(&c);
        code = tell(m, &c, copied);
    }
    open_done(&to);
    open_done(&from);
    return code;
}

int command_move(int argc, char **argv) {
    struct moving m = {0};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("from to "), &name)) {
        if (name.len == 0) {
            return EXIT_USAGE;
        }
        if (str_eq(name, STR("from"))) {
            m.from = o.value;
        } else {
            m.to = o.value;
        }
    }
    if (o.wrong || !m.from || !m.to) {
        return EXIT_USAGE;
    }
    if (db_is_file(m.from) && access(db_file(m.from), F_OK) != 0) {
        return complain(str_of(m.from), "there is no such file"); /* opening it would make one */
    }
    return move(&m);
}
