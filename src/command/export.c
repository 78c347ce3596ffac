#include "directory/export.h"

#include "audit/audit.h"
#include "command/command.h"
#include "command/open.h"
#include "command/options.h"
#include "db/db.h"
#include "project/collaboration_export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct exporting {
    const char *path;
    const char *folder;
    str cluster;
};

static bool write_piece(void *file, str piece) {
    return fwrite(piece.at, 1, piece.len, file) == piece.len;
}

static bool write_table(struct work *w, enum import_kind kind, const char *folder, int64_t of) {
    char path[4096];
    str word = import_kind_word(kind);
    int len = snprintf(path, sizeof(path), "%s/%.*s.csv", folder, (int)word.len, word.at);
    FILE *file = len > 0 && (size_t)len < sizeof(path) ? fopen(path, "we") : NULL;
    if (!file) {
        (void)fprintf(stderr, "handslag: %s cannot be written: %s\n", path, strerror(errno));
        return false;
    }
    bool whole = export_table(w, kind, of, write_piece, file);
    whole = fclose(file) == 0 && whole;
    if (whole) {
        (void)printf("%s\n", path);
    } else {
        (void)fprintf(stderr, "handslag: %s could not be written whole\n", path);
    }
    return whole;
}

/* One file whose bytes are at hand. */
static bool write_bytes(const char *folder, str name, const char *end, str bytes) {
    char path[4096];
    int len = snprintf(path, sizeof(path), "%s/%.*s%s", folder, (int)name.len, name.at, end);
    FILE *file = len > 0 && (size_t)len < sizeof(path) ? fopen(path, "we") : NULL;
    bool whole = file && write_piece(file, bytes);
    whole = file && fclose(file) == 0 && whole;
    if (whole) {
        (void)printf("%s\n", path);
    } else {
        (void)fprintf(stderr, "handslag: %s cannot be written: %s\n", path, strerror(errno));
    }
    return whole;
}

/* What clusters do together, for reading elsewhere: an import passes it over. */
static bool write_together(struct work *w, const char *folder, int64_t of) {
    struct arena_mark clean = arena_mark(w->mem);
    char files[4096];
    int64_t last = 0;
    str name = {0};
    str content = {0};
    for (enum collaboration_table t = 0; t < COLLABORATION_TABLES; t++) {
        if (!write_bytes(
                    folder, collaboration_table_word(t), ".csv", collaboration_export(w, t, of))) {
            return false;
        }
    }
    (void)snprintf(files, sizeof(files), "%s/files", folder);
    while ((last = collaboration_export_file(w, of, last, &name, &content)) != 0) {
        (void)mkdir(files, 0700); /* as above */
        if (!write_bytes(files, name, "", content)) {
            return false;
        }
        if (work_ok(w)) {
            arena_rewind(w->mem, clean);
        }
    }
    return true;
}

static int export_all(struct work *w, const struct exporting *e) {
    int64_t cluster = e->cluster.len ? cluster_by_key(w, e->cluster) : 0;
    if (e->cluster.len && cluster == 0) {
        (void)fprintf(stderr, "handslag: no cluster has the short name \"%.*s\"\n",
                (int)e->cluster.len, e->cluster.at);
        return EXIT_WRONG;
    }
    db_begin_bulk(w);
    audit_note(w, AUDIT_EXPORTED, STR("cluster"), cluster);
    if (!db_end(w)) {
        return EXIT_FAULT;
    }
    (void)mkdir(e->folder, 0700); /* what is wrong with it, writing will say */
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        if (!write_table(w, k, e->folder, cluster)) {
            return EXIT_FAULT;
        }
    }
    if (!write_together(w, e->folder, cluster)) {
        return EXIT_FAULT;
    }
    return EXIT_DONE;
}

int command_export(int argc, char **argv) {
    struct exporting e = {.path = open_default_path()};
    struct options o = {.argc = argc, .argv = argv, .next = 1};
    str name;
    while (options_next(&o, STR(""), STR("db cluster "), &name)) {
        if (str_eq(name, STR("db"))) {
            e.path = o.value;
        } else if (str_eq(name, STR("cluster"))) {
            e.cluster = str_of(o.value);
        } else {
            e.folder = o.value;
        }
    }
    struct arena mem = {0};
    struct work w = {.mem = &mem};
    if (o.wrong || !e.folder) {
        return EXIT_USAGE;
    }
    if (!open_database(&w, e.path)) {
        return EXIT_FAULT;
    }
    int code = export_all(&w, &e);
    if (!work_ok(&w)) {
        (void)fprintf(stderr, "handslag: %.*s\n", (int)w.fault.len, w.fault.at);
    }
    open_done(&w);
    return code;
}
