#include "directory/import.h"

#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "directory/import_header.h"
#include "directory/import_reason.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { FILES_MOST = 1000, FILE_BYTES_MOST = 256 * 1024 * 1024, LINES_SHOWN_MOST = 20 };

struct source {
    const char *path;
    void *map; /* the file itself */
    str bytes; /* the same, to read */
    enum import_kind kind;
};

struct importing {
    const char *path;
    str cluster;
    str kind;
    str lang;
    bool preview;
    bool leave_wrong;
    bool undo;
    struct source *sources;
    size_t count;
};

static bool complain(const char *path, const char *why) {
    (void)fprintf(stderr, "handslag: %s: %s\n", path, why);
    return false;
}

/* The page cache holds a file better than our memory would. */
static bool map_file(const char *path, struct source *s) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct stat about = {0};
    if (file < 0 || fstat(file, &about) != 0) {
        (void)complain(path, strerror(errno));
        if (file >= 0) {
            (void)close(file);
        }
        return false;
    }
    size_t size = (size_t)about.st_size;
    void *at = size && size <= FILE_BYTES_MOST ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0)
                                               : MAP_FAILED;
    (void)close(file);
    if (at == MAP_FAILED) {
        return complain(path, size ? "the file is too large" : "the file is empty");
    }
    s->map = at;
    s->bytes = (str){at, size};
    return true;
}

/* The kind by the first row; a closer look comes when the file is read. */
static enum import_kind kind_of_file(struct work *w, const struct importing *im, str bytes) {
    enum import_kind kind = IMPORT_ORGANISATIONS;
    if (import_kind_of(im->kind, &kind)) {
        return kind;
    }
    struct arena_mark clean = arena_mark(w->mem);
    struct table t = table_open(w->mem, bytes, (struct table_wish){0});
    struct cells row = {0};
    if (table_row(&t, &row)) {
        kind = import_header_kind(w->mem, &row);
    }
    table_close(&t);
    arena_rewind(w->mem, clean);
    return kind;
}

static bool add_file(struct work *w, struct importing *im, const char *path) {
    struct source s = {.path = path};
    if (im->count == FILES_MOST) {
        return complain(path, "too many files at once");
    }
    if (!map_file(path, &s)) {
        return false;
    }
    s.kind = kind_of_file(w, im, s.bytes);
    im->sources[im->count++] = s;
    return true;
}

/* A folder is read as `handslag export` writes it. */
static bool add_folder(struct work *w, struct importing *im, const char *folder) {
    size_t before = im->count;
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/') {
        len--;
    }
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        struct buf path = {.mem = w->mem};
        buf_add(&path, (str){folder, len});
        buf_add(&path, STR("/"));
        buf_add(&path, import_kind_word(k));
        buf_add(&path, STR(".csv"));
        const char *z = arena_z(w->mem, buf_str(&path));
        if (access(z, F_OK) == 0 && !add_file(w, im, z)) {
            return false;
        }
    }
    return im->count > before ||
           complain(folder, "holds none of clusters.csv, organisations.csv, persons.csv,"
                            " listings.csv, translations.csv");
}

static bool add_path(struct work *w, struct importing *im, const char *path) {
    struct stat s = {0};
    if (stat(path, &s) != 0) {
        return complain(path, strerror(errno));
    }
    return S_ISDIR(s.st_mode) ? add_folder(w, im, path) : add_file(w, im, path);
}

/* All clusters first, then all organisations, and so on; else in the order they were named. */
static void sort_sources(struct importing *im) {
    for (size_t i = 1; i < im->count; i++) {
        struct source s = im->sources[i];
        size_t at = i;
        while (at && im->sources[at - 1].kind > s.kind) {
            im->sources[at] = im->sources[at - 1];
            at--;
        }
        im->sources[at] = s;
    }
}

/* Said once a second when it takes longer, on one line that goes when the file is done. */
static void tell(struct import_progress *progress, void *told) {
    (void)told;
    static time_t last;
    static bool shown;
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long done = atomic_load(&progress->done);
    long long all = atomic_load(&progress->all);
    if (done < all && last && now.tv_sec > last) {
        (void)fprintf(stderr, "\r%lld of %lld lines", done, all);
        shown = true;
    } else if (done == all && shown) {
        (void)fputs("\r\033[K", stderr);
        shown = false;
    }
    last = last && now.tv_sec == last ? last : now.tv_sec;
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* A path's last two parts tell the files of several folders apart. */
static const char *shown(const char *path) {
    const char *at = base_name(path);
    if (at > path + 1) {
        at--;
        while (at > path && at[-1] != '/') {
            at--;
        }
    }
    return at;
}

static void print_reasons(struct work *w, enum import_kind kind, const char *path,
        const struct import_row_seen *row) {
    str rest = row->reason;
    struct import_reason r = {0};
    (void)fprintf(stderr, "%s:%lld:", shown(path), (long long)row->line);
    if (row->name.len) {
        (void)fprintf(stderr, " %.*s:", (int)row->name.len, row->name.at);
    }
    while (import_reason_next(&rest, &r)) {
        str text = import_reason_text(w, kind, &r);
        (void)fprintf(stderr, " %.*s", (int)text.len, text.at);
    }
    (void)fputc('\n', stderr);
}

/* Wrong lines always; the others only when somebody wants to look. */
static void print_lines(
        struct work *w, int64_t id, const struct source *s, enum import_verdict verdict) {
    struct import i = {0};
    (void)import_one(w, id, &i);
    struct import_rows rows = import_rows(w, id, verdict, 0, LINES_SHOWN_MOST + 1);
    for (size_t at = 0; at < rows.count && at < LINES_SHOWN_MOST; at++) {
        if (rows.at[at].reason.len) {
            print_reasons(w, i.kind, s->path, &rows.at[at]);
        }
    }
    if (rows.count > LINES_SHOWN_MOST) {
        str word = import_verdict_word(verdict);
        (void)fprintf(stderr, "... and more that are %.*s\n", (int)word.len, word.at);
    }
}

static void print_counts(const char *name, const struct import_counts *c) {
    (void)printf("%-44s %8lld %8lld %8lld %8lld %8lld %8lld\n", name, (long long)c->rows,
            (long long)c->by[IMPORT_NEW], (long long)c->by[IMPORT_CHANGED],
            (long long)c->by[IMPORT_EQUAL], (long long)c->by[IMPORT_DUPLICATE],
            (long long)c->by[IMPORT_WRONG]);
}

static void sum(struct import_counts *all, const struct import_counts *c) {
    all->rows += c->rows;
    for (size_t v = 0; v < IMPORT_VERDICTS; v++) {
        all->by[v] += c->by[v];
    }
    all->added += c->added;
    all->updated += c->updated;
    all->left += c->left;
}

struct taking {
    const struct importing *im;
    int64_t cluster;
    int64_t run;
    struct import_counts all;
    bool broken;
};

static void take_file(struct work *w, struct taking *t, const struct source *s) {
    struct import_progress progress = {.tell = tell};
    struct import_wish wish = {.cluster = t->cluster,
            .run = t->run,
            .file_name = str_of(base_name(s->path)),
            .kind_told = t->im->kind.len > 0,
            .kind = s->kind,
            .lang = t->im->lang};
    struct import_staged staged = import_stage(w, s->bytes, &wish, &progress);
    if (staged.broken != TABLE_FINE) {
        str why = import_broken_text(w, &staged);
        (void)fprintf(stderr, "handslag: %s: %.*s\n", s->path, (int)why.len, why.at);
        t->broken = true;
        return;
    }
    t->run = t->run ? t->run : staged.id;
    struct import_counts c = import_apply(w, staged.id, t->im->leave_wrong, &progress);
    print_counts(shown(s->path), &c);
    for (enum import_verdict v = 0; v < IMPORT_VERDICTS; v++) {
        if (v == IMPORT_WRONG || (t->im->preview && v != IMPORT_EQUAL)) {
            print_lines(w, staged.id, s, v);
        }
    }
    sum(&t->all, &c);
}

static void print_end(const struct importing *im, const struct taking *t, bool kept) {
    const struct import_counts *c = &t->all;
    if (im->count > 1) {
        print_counts("all", c);
    }
    if (im->preview) {
        (void)puts("Only looked at: nothing was stored.");
    } else if (kept) {
        (void)printf("%lld added, %lld changed. \"handslag import --undo\" takes it back.\n",
                (long long)c->added, (long long)c->updated);
    } else if (t->broken) {
        (void)puts("Nothing was stored.");
    } else {
        (void)puts("Nothing was stored, because lines are wrong. Mend them, or leave them out with"
                   " --leave-wrong.");
    }
}

/* All files are one transaction: all of it, or nothing. */
static int import_all(struct work *w, const struct importing *im, int64_t cluster) {
    struct taking t = {.im = im, .cluster = cluster};
    (void)printf("%-44s %8s %8s %8s %8s %8s %8s\n", "file", "rows", "new", "changed", "equal",
            "like", "wrong");
    db_begin_bulk(w);
    import_sweep(w);
    struct arena_mark clean = arena_mark(w->mem);
    for (size_t i = 0; i < im->count && work_ok(w) && !t.broken; i++) {
        take_file(w, &t, &im->sources[i]);
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    bool whole = !t.broken && (im->leave_wrong || t.all.by[IMPORT_WRONG] == 0);
    bool kept = false;
    if (whole && !im->preview) {
        kept = db_end(w);
    } else {
        db_forget(w);
    }
    print_end(im, &t, kept);
    return !work_ok(w) ? EXIT_FAULT : whole ? EXIT_DONE : EXIT_WRONG;
}

static int undo_last(struct work *w, int64_t cluster) {
    struct import_touched touched = {0};
    db_begin(w);
    enum import_undo done = import_undo(w, import_last(w, cluster), &touched);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    switch (done) {
    case IMPORT_UNDO_DONE: (void)puts("The last import is undone."); return EXIT_DONE;
    case IMPORT_UNDO_GONE:
    case IMPORT_UNDO_NOT_LAST:
        (void)fputs("handslag: there is no import that can be undone\n", stderr);
        break;
    case IMPORT_UNDO_TOUCHED:
        (void)fputs("handslag: not undone, for these have changed since, or others hang on them:\n",
                stderr);
        for (size_t i = 0; i < touched.count; i++) {
            (void)fprintf(stderr, "  %.*s\n", (int)touched.at[i].len, touched.at[i].at);
        }
        break;
    }
    return EXIT_WRONG;
}

static bool take_option(struct importing *im, str name, const char *value) {
    enum import_kind kind;
    enum tongue tongue;
    if (str_eq(name, STR("preview"))) {
        im->preview = true;
    } else if (str_eq(name, STR("leave-wrong"))) {
        im->leave_wrong = true;
    } else if (str_eq(name, STR("undo"))) {
        im->undo = true;
    } else if (str_eq(name, STR("db"))) {
        im->path = value;
    } else if (str_eq(name, STR("cluster"))) {
        im->cluster = str_of(value);
    } else if (str_eq(name, STR("kind"))) {
        im->kind = str_of(value);
        return import_kind_of(im->kind, &kind);
    } else {
        im->lang = str_of(value);
        return tongue_of(im->lang, &tongue);
    }
    return true;
}

static int run(struct work *w, struct importing *im, char **paths, size_t count) {
    int64_t cluster = im->cluster.len ? cluster_by_key(w, im->cluster) : 0;
    if (im->cluster.len && cluster == 0) {
        (void)fprintf(stderr, "handslag: no cluster has the short name \"%.*s\"\n",
                (int)im->cluster.len, im->cluster.at);
        return EXIT_WRONG;
    }
    if (im->undo) {
        return undo_last(w, cluster);
    }
    for (size_t i = 0; i < count; i++) {
        if (!add_path(w, im, paths[i])) {
            return EXIT_WRONG;
        }
    }
    sort_sources(im);
    int code = import_all(w, im, cluster);
    for (size_t i = 0; i < im->count; i++) {
        (void)munmap(im->sources[i].map, im->sources[i].bytes.len);
    }
    return code;
}

int command_import(int argc, char **argv) {
    struct importing im = {.path = open_default_path()};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    char **paths = arena_new(&mem, char *, (size_t)argc);
    size_t count = 0;
    str name;
    bool wrong = false;
    while (!wrong && options_next(&o, STR("preview leave-wrong undo "),
                             STR("db cluster kind lang "), &name)) {
        if (name.len == 0) {
            paths[count++] = argv[o.next - 1];
        } else {
            wrong = !take_option(&im, name, o.value);
        }
    }
    if (wrong || o.wrong || (count == 0) != im.undo) {
        arena_free(&mem);
        return EXIT_USAGE;
    }
    if (!open_database(&w, im.path)) {
        return EXIT_FAULT;
    }
    im.sources = arena_new(&mem, struct source, FILES_MOST);
    int code = run(&w, &im, paths, count);
    if (!work_ok(&w)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    open_done(&w);
    return code;
}
