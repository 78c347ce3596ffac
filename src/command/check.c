#include "audit/chain.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/copy.h"

#include <stdio.h>

static void print_chain(const struct chain *c) {
    (void)printf("The audit hangs together: %lld rows, from place %lld on", (long long)c->count,
            (long long)c->begins);
    if (c->waiting) {
        (void)printf(", %lld more wait for theirs", (long long)c->waiting);
    }
    (void)printf(".\nIts head, to be kept elsewhere: %.*s\n", (int)c->head.len, c->head.at);
}

/* A database from before there was an audit has none that could be broken. */
static int look_at_chain(struct work *w, str head) {
    struct work ask = {.mem = w->mem, .db = w->db};
    struct chain c = chain_check(&ask, head);
    if (!work_ok(&ask) || (c.flaw == CHAIN_SOUND && c.head.len == 0)) {
        return EXIT_DONE;
    }
    if (c.flaw == CHAIN_SOUND) {
        print_chain(&c);
        return EXIT_DONE;
    }
    str why = chain_flaw_text(c.flaw);
    (void)fprintf(stderr, "The audit is broken at place %lld, row %lld: %.*s\n", (long long)c.place,
            (long long)c.row, (int)why.len, why.at);
    return EXIT_WRONG;
}

/* Either database names the table that it lacks. */
static int not_counted(const struct work *w, str shown) {
    if (str_has(w->fault, STR("listing"))) {
        (void)fprintf(
                stderr, "%.*s is sound, but holds nothing of Handslag\n", (int)shown.len, shown.at);
        return EXIT_WRONG;
    }
    (void)fprintf(stderr, "handslag: %.*s: %.*s\n", (int)shown.len, shown.at, (int)w->fault.len,
            w->fault.at);
    return EXIT_FAULT;
}

static int say_sound(struct work *w, str shown) {
    struct db_extent e = db_extent(w);
    int64_t listings = db_number(w, "SELECT COUNT(*) FROM listing");
    int64_t organisations = db_number(w, "SELECT COUNT(*) FROM organisation");
    if (!work_ok(w)) {
        return not_counted(w, shown);
    }
    (void)printf("%.*s is sound: %lld organisations, %lld needs and offers\n", (int)shown.len,
            shown.at, (long long)organisations, (long long)listings);
    (void)printf("Looked at %lld tables of %.1f MB, row by row;", (long long)e.tables,
            (double)e.bytes / 1e6);
    if (e.indexes) {
        (void)printf(" %lld indexes against their tables;", (long long)e.indexes);
    }
    (void)printf(" %lld columns that point to rows.%s\n", (long long)e.keys,
            e.indexes ? "" : " Not at indexes: pg_amcheck does.");
    return EXIT_DONE;
}

/* One made before there were marks is whole. */
static bool is_whole(struct work *w) {
    struct work ask = {.mem = w->mem, .db = w->db};
    return copy_unfinished(&ask).len == 0;
}

static int look(struct work *w, str shown, str head) {
    str wrong = db_integrity(w);
    if (wrong.len == 0 && is_whole(w)) {
        int code = say_sound(w, shown);
        return code == EXIT_DONE ? look_at_chain(w, head) : code;
    }
    if (wrong.len == 0) {
        (void)fprintf(stderr, "%.*s is not whole: moving into it was not finished\n",
                (int)shown.len, shown.at);
        return EXIT_WRONG;
    }
    if (w->trouble != TROUBLE_NONE && w->trouble != TROUBLE_DAMAGED) { /* it could not be seen */
        (void)fprintf(stderr, "handslag: %.*s: %.*s\n", (int)shown.len, shown.at, (int)wrong.len,
                wrong.at);
        return EXIT_FAULT;
    }
    (void)fprintf(stderr,
            "%.*s is damaged: %.*s\nRestore the last backup: handslag restore BACKUP\n",
            (int)shown.len, shown.at, (int)wrong.len, wrong.at);
    return EXIT_WRONG;
}

/* What may be damaged is not brought up to date, and neither is a backup that an older program may
 * need. */
int command_check(int argc, char **argv) {
    const char *path = open_default_path();
    str head = {0};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db head "), &name)) {
        if (name.len == 0) {
            return EXIT_USAGE;
        }
        if (str_eq(name, STR("head"))) {
            head = str_of(o.value);
        } else {
            path = o.value;
        }
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (o.wrong) {
        return EXIT_USAGE;
    }
    if (!open_as_it_is(&w, path)) {
        open_done(&w);
        return EXIT_FAULT;
    }
    int code = look(&w, db_shown(&mem, path), head);
    open_done(&w);
    return code;
}
