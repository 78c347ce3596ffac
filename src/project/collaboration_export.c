#include "project/collaboration_export.h"

#include "base/buf.h"
#include "db/db.h"
#include "lang/date.h"
#include "project/collaboration_file.h"
#include "wire/csv.h"

static const char *const words[COLLABORATION_TABLES] = {
        "collaborations", "collaboration-notes", "own-fields", "collaboration-files"};

str collaboration_table_word(enum collaboration_table t) {
    return str_of(words[t]);
}

static void number(struct buf *out, int64_t value) {
    struct buf cell = {.mem = out->mem};
    buf_num(&cell, value);
    csv_cell(out, buf_str(&cell));
}

static void day(struct buf *out, int64_t at) {
    csv_cell(out, at ? date_of(out->mem, at) : (str){0});
}

static void sides(struct work *w, int64_t cluster, struct buf *out) {
    int64_t id = 0;
    int64_t created = 0;
    int64_t closed = 0;
    str c[8];
    buf_add(out, STR("id,cluster,partner,title,language,state,stage,next_step,next_day,begun,"
                     "closed,"));
    csv_end(out);
    struct rows r = db_rows(w,
            "SELECT c.id, us.key, them.key, c.title, c.lang, c.state, COALESCE((SELECT MIN(n.name)"
            "  FROM stage_name AS n WHERE n.stage_id = k.stage_id), s.usual, ''), k.next_step,"
            " k.next_day, c.created, k.closed FROM collaboration_side AS k"
            " JOIN collaboration AS c ON c.id = k.collaboration_id"
            " JOIN cluster AS us ON us.id = k.cluster_id"
            " JOIN cluster AS them ON them.id IN (c.cluster_id, c.partner_cluster_id)"
            "  AND them.id <> k.cluster_id LEFT JOIN stage AS s ON s.id = k.stage_id"
            " WHERE ? = 0 OR k.cluster_id = ? ORDER BY c.id, us.key",
            num(cluster), num(cluster));
    while (db_next(&r, to(id), to(c[0]), to(c[1]), to(c[2]), to(c[3]), to(c[4]), to(c[5]), to(c[6]),
            to(c[7]), to(created), to(closed))) {
        number(out, id);
        for (size_t i = 0; i < 8; i++) {
            csv_cell_defused(out, c[i]);
        }
        day(out, created);
        day(out, closed);
        csv_end(out);
    }
}

static void notes(struct work *w, int64_t cluster, struct buf *out) {
    int64_t id = 0;
    int64_t at = 0;
    int64_t shared = 0;
    str key = {0};
    str lang = {0};
    str body = {0};
    buf_add(out, STR("collaboration,cluster,day,shared,language,note,"));
    csv_end(out);
    struct rows r = db_rows(w,
            "SELECT n.collaboration_id, c.key, n.at, n.shared, n.lang, n.body"
            " FROM collaboration_note AS n JOIN cluster AS c ON c.id = n.cluster_id"
            " WHERE ? = 0 OR n.cluster_id = ? OR (n.shared = 1 AND EXISTS"
            "  (SELECT 1 FROM collaboration_side AS k WHERE k.cluster_id = ?"
            "   AND k.collaboration_id = n.collaboration_id)) ORDER BY n.id",
            num(cluster), num(cluster), num(cluster));
    while (db_next(&r, to(id), to(key), to(at), to(shared), to(lang), to(body))) {
        number(out, id);
        csv_cell(out, key);
        day(out, at);
        csv_cell(out, shared ? STR("yes") : STR("no"));
        csv_cell(out, lang);
        csv_cell_defused(out, body);
        csv_end(out);
    }
}

static void fields(struct work *w, int64_t cluster, struct buf *out) {
    str c[5];
    buf_add(out, STR("cluster,about,key,field,value,"));
    csv_end(out);
    struct rows r = db_rows(w,
            "SELECT c.key, f.object, COALESCE(o.key, CAST(v.object_id AS TEXT)),"
            " (SELECT MIN(n.name) FROM own_field_name AS n WHERE n.field_id = f.id), v.value"
            " FROM own_field AS f JOIN own_field_value AS v ON v.field_id = f.id"
            " JOIN cluster AS c ON c.id = f.cluster_id LEFT JOIN organisation AS o"
            "  ON o.id = v.object_id AND f.object = 'organisation'"
            " WHERE ? = 0 OR f.cluster_id = ? ORDER BY c.key, f.object, f.place, v.object_id",
            num(cluster), num(cluster));
    while (db_next(&r, to(c[0]), to(c[1]), to(c[2]), to(c[3]), to(c[4]))) {
        for (size_t i = 0; i < 5; i++) {
            csv_cell_defused(out, c[i]);
        }
        csv_end(out);
    }
}

/* "12-aftale.pdf": no two are alike, and none leads out of its folder. */
static str name_of(struct arena *mem, int64_t id, str name) {
    struct buf out = {.mem = mem};
    buf_num(&out, id);
    buf_add(&out, STR("-"));
    buf_add(&out, collaboration_file_name(mem, name));
    return buf_str(&out);
}

/* clang-format off */
#define SEEN                                                                               \
    " FROM collaboration_file AS f JOIN cluster AS c ON c.id = f.cluster_id"               \
    " WHERE (? = 0 OR f.cluster_id = ? OR (f.shared = 1 AND EXISTS"                        \
    "  (SELECT 1 FROM collaboration_side AS k WHERE k.cluster_id = ?"                      \
    "   AND k.collaboration_id = f.collaboration_id)))"
/* clang-format on */

static void files(struct work *w, int64_t cluster, struct buf *out) {
    int64_t n[4] = {0};
    str key = {0};
    str name = {0};
    str type = {0};
    int64_t bytes = 0;
    buf_add(out, STR("collaboration,cluster,day,shared,file,type,bytes,"));
    csv_end(out);
    struct rows r = db_rows(w,
            "SELECT f.id, f.collaboration_id, c.key, f.at, f.shared, f.name, f.type, f.bytes" SEEN
            " ORDER BY f.id",
            num(cluster), num(cluster), num(cluster));
    while (db_next(
            &r, to(n[0]), to(n[1]), to(key), to(n[2]), to(n[3]), to(name), to(type), to(bytes))) {
        number(out, n[1]);
        csv_cell(out, key);
        day(out, n[2]);
        csv_cell(out, n[3] ? STR("yes") : STR("no"));
        csv_cell_defused(out, name_of(out->mem, n[0], name));
        csv_cell(out, type);
        number(out, bytes);
        csv_end(out);
    }
}

str collaboration_export(struct work *w, enum collaboration_table t, int64_t cluster) {
    static void (*const write[COLLABORATION_TABLES])(struct work *, int64_t, struct buf *) = {
            sides, notes, fields, files};
    struct buf out = {.mem = w->mem};
    write[t](w, cluster, &out);
    return buf_str(&out);
}

int64_t collaboration_export_file(
        struct work *w, int64_t cluster, int64_t after, str *name, str *content) {
    int64_t id = 0;
    int64_t of = 0;
    int64_t side = 0;
    struct rows r = db_rows(w,
            "SELECT f.id, f.collaboration_id, f.cluster_id" SEEN
            " AND f.id > ? ORDER BY f.id LIMIT 1",
            num(cluster), num(cluster), num(cluster), num(after));
    bool there = db_next(&r, to(id), to(of), to(side));
    db_stop(&r);
    struct collaboration c = {.id = of, .ours = side};
    struct collaboration_file f = {0};
    if (!there || !collaboration_file_read(w, &c, id, &f, content)) {
        return 0;
    }
    *name = name_of(w->mem, id, f.name);
    return id;
}
