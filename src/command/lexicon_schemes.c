#include "command/lexicon_schemes.h"

#include "base/buf.h"
#include "command/command.h"
#include "command/lexicon_files.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/scheme_take.h"
#include "directory/taught_exchange.h"
#include "lang/date.h"

#include <stdio.h>
#include <string.h>

enum { FILES_MOST = 64 };

struct importing {
    const char *database;
    const char *files[FILES_MOST];
    size_t file_count;
    struct scheme scheme;
    struct scheme_wish wish;
    str from;
    bool taught, preview;
};

static void print_str(FILE *out, str s) {
    (void)fprintf(out, "%.*s", (int)s.len, s.len ? s.at : "");
}

static int complain(const char *what, str why) {
    (void)fprintf(stderr, "handslag: %s: ", what);
    print_str(stderr, why);
    (void)fputc('\n', stderr);
    return EXIT_WRONG;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool read_files(struct work *w, struct importing *im, struct skos *content) {
    struct buf source = {.mem = w->mem};
    for (size_t i = 0; i < im->file_count; i++) {
        struct arena scratch = {0};
        str bytes = {0};
        str name = str_of(base_name(im->files[i]));
        bool read = lexicon_file_read(&scratch, im->files[i], &bytes);
        bool fine = read && scheme_take(content, name, bytes, &im->wish);
        arena_free(&scratch);
        if (!fine) {
            (void)complain(
                    im->files[i], read ? scheme_flaw_text(w, content) : STR("cannot be read"));
            return false;
        }
        buf_add(&source, i ? STR(", ") : (str){0});
        buf_add(&source, name);
    }
    im->scheme.source = buf_str(&source);
    if (!skos_finish(content)) {
        (void)complain(im->files[0], scheme_flaw_text(w, content));
        return false;
    }
    return true;
}

/* What was told comes first, then what the file says of itself. */
static str settled(str told, str in_file) {
    return told.len ? told : in_file;
}

static bool settle_rights(struct importing *im, const struct skos *content) {
    im->scheme.title = settled(im->scheme.title, content->title);
    im->scheme.licence = settled(im->scheme.licence, content->licence);
    im->scheme.attribution = settled(im->scheme.attribution, content->attribution);
    return im->scheme.title.len && im->scheme.licence.len && im->scheme.attribution.len;
}

static int import_scheme(struct work *w, struct importing *im) {
    struct skos content = skos_new(w->mem);
    if (!read_files(w, im, &content)) {
        return EXIT_WRONG;
    }
    if (!settle_rights(im, &content)) {
        return complain(im->files[0],
                STR("its title, licence and attribution are to be told: --title, --licence,"
                    " --attribution"));
    }
    db_begin_bulk(w);
    struct scheme_change c = scheme_compare(w, im->scheme.key, &content);
    if (im->preview) {
        db_forget(w);
    } else {
        scheme_save(w, &im->scheme, &content);
        if (!db_end(w)) {
            return EXIT_FAULT;
        }
    }
    (void)printf("%zu concepts: %zu new, %zu changed, %zu equal, %zu gone\n", content.count,
            c.added, c.changed, c.equal, c.removed);
    print_str(stdout, im->scheme.title);
    (void)fputs(", ", stdout);
    print_str(stdout, im->scheme.attribution);
    (void)fputs(", ", stdout);
    print_str(stdout, im->scheme.licence);
    (void)puts(im->preview ? "\nOnly looked at: nothing was stored." : "");
    return work_ok(w) ? EXIT_DONE : EXIT_FAULT;
}

static void print_remark(const char *file, const struct exchange_remark *r) {
    static const char *const what[] = {[EXCHANGE_NO_LINE] = "cannot be read",
            [EXCHANGE_NO_CONCEPT] = "no such concept here",
            [EXCHANGE_NO_TERM] = "nothing that could be taught",
            [EXCHANGE_ELSEWHERE] = "conflict: here it stands for ",
            [EXCHANGE_WITHDRAWN] = "conflict: withdrawn here"};
    (void)printf("%s:%zu: ", base_name(file), r->line);
    print_str(stdout, r->term);
    (void)fputs(" (", stdout);
    print_str(stdout, r->lang);
    (void)fputs(") for ", stdout);
    print_str(stdout, r->concept);
    (void)printf(": %s", what[r->kind]);
    print_str(stdout, r->other);
    (void)putchar('\n');
}

static int import_file(
        struct work *w, const struct importing *im, const struct lexicon *l, const char *file) {
    str bytes = {0};
    if (!lexicon_file_read(w->mem, file, &bytes)) {
        return complain(file, STR("cannot be read"));
    }
    struct exchange x = taught_import(w, l, bytes, im->from);
    if (x.broken) {
        return complain(file, STR("is not what \"handslag lexicon export --taught\" writes"));
    }
    for (size_t i = 0; i < x.remark_count; i++) {
        print_remark(file, &x.remarks[i]);
    }
    (void)printf("%zu proposed, %zu there already, %zu left out\n", x.proposed, x.there, x.left);
    return EXIT_DONE;
}

static int import_taught(struct work *w, const struct importing *im) {
    str fault = {0};
    struct taught_files files = taught_files(w);
    struct lexicon *base = lexicon_open(&fault);
    struct lexicon *l = base ? lexicon_taught(base, files.at, files.count, &fault) : NULL;
    if (!l) {
        lexicon_close(base);
        return complain("lexicon", fault);
    }
    int code = EXIT_DONE;
    db_begin(w);
    for (size_t i = 0; i < im->file_count && code == EXIT_DONE; i++) {
        code = import_file(w, im, l, im->files[i]);
    }
    bool keep = code == EXIT_DONE && !im->preview;
    if (!keep) {
        db_forget(w);
    }
    bool kept = keep && db_end(w);
    lexicon_close(l);
    lexicon_close(base);
    if (im->preview && code == EXIT_DONE) {
        (void)puts("Only looked at: nothing was stored.");
    }
    return code != EXIT_DONE || kept || im->preview ? code : EXIT_FAULT;
}

static bool add_column(struct importing *im, str told) {
    struct scheme_column c = {.name = told};
    if (im->wish.column_count == SCHEME_COLUMNS_MOST || !str_cut(&c.name, '=', &c.role)) {
        return false;
    }
    im->wish.columns[im->wish.column_count++] = c;
    return c.role.len && c.name.len;
}

static bool take_option(struct importing *im, str name, const char *value) {
    const struct {
        str name;
        str *place;
    } texts[] = {{STR("scheme"), &im->scheme.key}, {STR("title"), &im->scheme.title},
            {STR("licence"), &im->scheme.licence}, {STR("attribution"), &im->scheme.attribution},
            {STR("from"), &im->from}};
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        if (str_eq(name, texts[i].name)) {
            *texts[i].place = str_of(value);
            return true;
        }
    }
    if (str_eq(name, STR("taught"))) {
        im->taught = true;
    } else if (str_eq(name, STR("preview"))) {
        im->preview = true;
    } else if (str_eq(name, STR("db"))) {
        im->database = value;
    } else if (str_eq(name, STR("kind"))) {
        return scheme_kind_of(str_of(value), &im->wish.kind);
    } else if (str_eq(name, STR("column"))) {
        return add_column(im, str_of(value));
    }
    return true;
}

static int with_database(
        struct work *w, struct importing *im, int (*act)(struct work *, struct importing *)) {
    if (!open_database(w, im->database)) {
        return EXIT_FAULT;
    }
    int code = act(w, im);
    if (!work_ok(w)) {
        (void)complain(im->database, w->fault);
        code = EXIT_FAULT;
    }
    open_done(w);
    return code;
}

static int import_either(struct work *w, struct importing *im) {
    return im->taught ? import_taught(w, im) : import_scheme(w, im);
}

/* False if the command was not understood. */
static bool take_options(struct importing *im, int argc, char **argv) {
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    bool fine = true;
    while (fine && options_next(&o, STR("taught preview "),
                           STR("scheme title licence attribution kind column from db "), &name)) {
        if (name.len) {
            fine = take_option(im, name, o.value);
        } else if (im->file_count < FILES_MOST) {
            im->files[im->file_count++] = o.value;
        } else {
            fine = false;
        }
    }
    return fine && !o.wrong;
}

int lexicon_import(int argc, char **argv) {
    struct importing im = {.database = open_default_path()};
    bool fine = take_options(&im, argc, argv) && im.file_count;
    if (!fine || (im.taught ? !im.from.len : !scheme_key_fits(im.scheme.key))) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    int code = with_database(&w, &im, import_either);
    arena_free(&mem);
    return code;
}

static int list(struct work *w, struct importing *im) {
    (void)im;
    struct schemes all = scheme_list(w);
    for (size_t i = 0; i < all.count; i++) {
        const struct scheme *s = &all.at[i];
        (void)printf("%.*s  %lld concepts  %.*s  ", (int)s->key.len, s->key.at,
                (long long)s->concepts, (int)s->languages.len, s->languages.at);
        print_str(stdout, date_of(w->mem, s->at));
        (void)fputs("\n    ", stdout);
        print_str(stdout, s->title);
        (void)fputs("\n    ", stdout);
        print_str(stdout, s->attribution);
        (void)fputs(", ", stdout);
        print_str(stdout, s->licence);
        (void)putchar('\n');
    }
    (void)printf("%zu imported\n", all.count);
    return EXIT_DONE;
}

int lexicon_schemes(int argc, char **argv) {
    struct importing im = {.database = open_default_path()};
    if (!take_options(&im, argc, argv) || im.file_count) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    int code = with_database(&w, &im, list);
    arena_free(&mem);
    return code;
}

static int remove_one(struct work *w, struct importing *im) {
    db_begin(w);
    bool there = scheme_remove(w, im->scheme.key);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    if (!there) {
        return complain("lexicon remove", STR("nothing was imported under that key"));
    }
    (void)puts("Removed.");
    return EXIT_DONE;
}

int lexicon_remove(int argc, char **argv) {
    struct importing im = {.database = open_default_path()};
    if (!take_options(&im, argc, argv) || im.file_count || !im.scheme.key.len) {
        return EXIT_USAGE;
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    int code = with_database(&w, &im, remove_one);
    arena_free(&mem);
    return code;
}
