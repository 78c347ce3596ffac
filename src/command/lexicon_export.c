#include "command/command.h"
#include "command/lexicon_schemes.h"
#include "command/open.h"
#include "command/options.h"
#include "directory/taught_exchange.h"
#include "lang/lexicon_files.h"
#include "wire/skos_write.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { TERMS_OF_CONCEPT_MOST = 2000 };

#define NAME "urn:handslag:concept:"

struct exporting {
    const char *database;
    const char *folder;
    const char *file;
    bool taught, who;
};

static str name_of(struct arena *mem, str id) {
    struct buf name = {.mem = mem};
    if (id.len) {
        buf_add(&name, STR(NAME));
        buf_add(&name, id);
    }
    return buf_str(&name);
}

/* Without the marks; what is only ever part of a compound is no label. */
static void add_labels(struct skos_concept *c, enum tongue t, str cell) {
    str term;
    char mark = 0;
    bool first = true;
    while (cell.len && c->label_count < TERMS_OF_CONCEPT_MOST &&
            lexicon_term(&cell, &term, &mark)) {
        if (mark != '~') {
            c->labels[c->label_count++] = (struct skos_label){term, t, first};
            first = false;
        }
    }
}

str lexicon_skos(struct arena *mem, const struct lexicon *l) {
    struct buf out = {.mem = mem};
    const struct lexicon_rows *rows = lexicon_source(l);
    struct skos_scheme scheme = {.name = STR("urn:handslag:lexicon"),
            .title = STR("Handslag lexicon"),
            .licence = STR(""),
            .attribution = STR("Handslag")};
    struct skos_writing *w = skos_write_begin(&out, &scheme);
    struct skos_concept c = {.labels = arena_new(mem, struct skos_label, TERMS_OF_CONCEPT_MOST)};
    for (size_t i = 0; i < rows->count; i++) {
        c.name = name_of(mem, rows->at[i].id);
        c.notation = rows->at[i].id;
        c.broader = name_of(mem, rows->at[i].broader);
        c.label_count = 0;
        for (enum tongue t = EN; t < TONGUE_COUNT; t++) {
            add_labels(&c, t, rows->at[i].terms[t]);
        }
        skos_write(w, &c);
    }
    skos_write_end(w);
    return buf_str(&out);
}

static bool write_file(const char *path, str text) {
    FILE *file = fopen(path, "we");
    if (!file) {
        (void)fprintf(stderr, "handslag: %s cannot be written: %s\n", path, strerror(errno));
        return false;
    }
    bool whole = fwrite(text.at, 1, text.len, file) == text.len;
    whole = fclose(file) == 0 && whole;
    if (!whole) {
        (void)fprintf(stderr, "handslag: %s could not be written whole\n", path);
    }
    return whole;
}

static int write_tables(const char *folder) {
    char path[4096];
    (void)mkdir(folder, 0700); /* what is wrong with it, writing will say */
    for (size_t i = 0; i < lexicon_files_count; i++) {
        str name = lexicon_files[i].name;
        int len = snprintf(path, sizeof(path), "%s/%.*s", folder, (int)name.len, name.at);
        if (len <= 0 || (size_t)len >= sizeof(path) || !write_file(path, lexicon_files[i].text)) {
            return EXIT_FAULT;
        }
    }
    (void)printf("%zu files in %s\n", lexicon_files_count, folder);
    return EXIT_DONE;
}

static int write_skos(const char *file) {
    struct arena mem = {0};
    str fault = {0};
    struct lexicon *l = lexicon_open(&fault);
    int code = l && write_file(file, lexicon_skos(&mem, l)) ? EXIT_DONE : EXIT_FAULT;
    lexicon_close(l);
    arena_free(&mem);
    return code;
}

static int write_taught(const struct exporting *e) {
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (!open_database(&w, e->database)) {
        return EXIT_FAULT;
    }
    str text = taught_export(&w, e->who);
    bool whole = work_ok(&w) && fwrite(text.at, 1, text.len, stdout) == text.len;
    open_done(&w);
    arena_free(&mem);
    return whole ? EXIT_DONE : EXIT_FAULT;
}

int lexicon_export(int argc, char **argv) {
    struct exporting e = {.database = open_default_path()};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    bool fine = true;
    while (options_next(&o, STR("taught who "), STR("tsv skos db "), &name)) {
        if (str_eq(name, STR("tsv"))) {
            e.folder = o.value;
        } else if (str_eq(name, STR("skos"))) {
            e.file = o.value;
        } else if (str_eq(name, STR("db"))) {
            e.database = o.value;
        } else {
            e.taught = e.taught || str_eq(name, STR("taught"));
            e.who = e.who || str_eq(name, STR("who"));
            fine = fine && name.len;
        }
    }
    if (!fine || o.wrong || !!e.folder + !!e.file + e.taught != 1) {
        return EXIT_USAGE;
    }
    return e.taught ? write_taught(&e) : e.file ? write_skos(e.file) : write_tables(e.folder);
}
