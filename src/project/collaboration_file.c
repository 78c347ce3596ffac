#include "project/collaboration_file.h"

#include "base/buf.h"
#include "db/db.h"
#include "wire/base64.h"

enum {
    AGAIN_SECONDS = 60,
    PART_BYTES = 96 * 1024, /* a multiple of 3, so that no part but the last is padded */
    TEXT_LOOKED_AT = 4096,
};

static const struct {
    const char *head;
    size_t len;
    const char *type;
} kinds[] = {
        {"%PDF-", 5, "application/pdf"},
        {"\x89PNG\r\n\x1a\n", 8, "image/png"},
        {"\xff\xd8\xff", 3, "image/jpeg"},
        {"GIF8", 4, "image/gif"},
        {"PK\x03\x04", 4, "application/zip"},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "application/x-ole-storage"},
};

/* Office files are zip files whose parts have names of their own. */
static const struct {
    const char *part, *type;
} offices[] = {
        {"word/document.xml", "application/vnd.openxmlformats-officedocument"
                              ".wordprocessingml.document"},
        {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument"
                                 ".presentationml.presentation"},
        {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
        {"application/vnd.oasis.opendocument.spreadsheet",
                "application/vnd.oasis.opendocument.spreadsheet"},
};

static str type_in_zip(str content) {
    for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++) {
        if (str_has(content, str_of(offices[i].part))) {
            return str_of(offices[i].type);
        }
    }
    return STR("application/zip");
}

/* Neither control characters nor a mark that a browser might take for markup. */
static bool is_text(str content) {
    str some = str_cap(content, TEXT_LOOKED_AT);
    for (size_t i = 0; i < some.len; i++) {
        unsigned char c = (unsigned char)some.at[i];
        if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7f || c == '<') {
            return false;
        }
    }
    return some.len != 0;
}

str collaboration_file_type(str content) {
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        str head = {kinds[i].head, kinds[i].len};
        if (str_starts(content, head)) {
            str type = str_of(kinds[i].type);
            return str_ends(type, STR("/zip")) ? type_in_zip(content) : type;
        }
    }
    return is_text(content) ? STR("text/plain") : STR("application/octet-stream");
}

static bool is_plain(char c) {
    return (unsigned char)c >= ' ' && (unsigned char)c != 0x7f;
}

/* Not what would end the name in a header, lead to another folder, or hide the file. */
str collaboration_file_name(struct arena *mem, str name) {
    struct buf out = {.mem = mem};
    str rest = str_trim(name);
    while (rest.len && rest.at[0] == '.') {
        rest = str_skip(rest, 1);
    }
    for (size_t i = 0; i < rest.len; i++) {
        bool bad = !is_plain(rest.at[i]) || str_has(STR("/\\\"<>|:*?;%"), (str){rest.at + i, 1});
        buf_add(&out, bad ? STR("_") : (str){rest.at + i, 1});
    }
    str made = str_trim(str_cap(buf_str(&out), COLLABORATION_FILE_NAME_MOST));
    return made.len ? made : STR("file");
}

static int64_t again(
        struct work *w, const struct collaboration *c, const struct collaboration_file *f) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM collaboration_file WHERE collaboration_id = ?"
            " AND account_id = ? AND name = ? AND bytes = ? AND at > ?",
            num(c->id), num(w->actor), txt(f->name), num(f->bytes), num(w->now - AGAIN_SECONDS));
}

static bool is_full(struct work *w, int64_t id) {
    return db_number(w, "SELECT COUNT(*) FROM collaboration_file WHERE collaboration_id = ?",
                   num(id)) >= COLLABORATION_FILES_MOST;
}

static void add_parts(struct work *w, int64_t file, str content) {
    struct arena_mark clean = arena_mark(w->mem);
    for (int64_t place = 0; content.len; place++) {
        size_t bytes = content.len < PART_BYTES ? content.len : PART_BYTES;
        db_run(w, "INSERT INTO collaboration_file_part (file_id, place, content) VALUES (?, ?, ?)",
                num(file), num(place), txt(base64_made(w->mem, (str){content.at, bytes})));
        content = str_skip(content, bytes);
        if (work_ok(w)) { /* what broke is said in the arena */
            arena_rewind(w->mem, clean);
        }
    }
}

enum collaboration_file_flaw collaboration_file_add(
        struct work *w, const struct collaboration *c, struct collaboration_file *f, str content) {
    if (content.len == 0 || content.len > COLLABORATION_FILE_MOST) {
        return content.len ? COLLABORATION_FILE_LARGE : COLLABORATION_FILE_MISSING;
    }
    f->name = collaboration_file_name(w->mem, f->name);
    f->type = collaboration_file_type(content);
    f->bytes = (int64_t)content.len;
    f->id = again(w, c, f);
    if (f->id) {
        return COLLABORATION_FILE_FINE;
    }
    if (is_full(w, c->id)) {
        return COLLABORATION_FILE_MANY;
    }
    f->id = db_number(w,
            "INSERT INTO collaboration_file (collaboration_id, cluster_id, account_id, name, type,"
            " bytes, shared, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            num(c->id), num(c->ours), num(w->actor), txt(f->name), txt(f->type), num(f->bytes),
            num(f->shared), num(w->now));
    add_parts(w, f->id, content);
    return COLLABORATION_FILE_FINE;
}

static bool find(struct work *w, const struct collaboration *c, int64_t id,
        struct collaboration_file *found) {
    int64_t shared = 0;
    struct rows r = db_rows(w,
            "SELECT id, name, type, bytes, shared FROM collaboration_file WHERE id = ?"
            " AND collaboration_id = ? AND (cluster_id = ? OR shared = 1)",
            num(id), num(c->id), num(c->ours));
    bool there = db_next(
            &r, to(found->id), to(found->name), to(found->type), to(found->bytes), to(shared));
    db_stop(&r);
    found->shared = shared != 0;
    return there;
}

bool collaboration_file_read(struct work *w, const struct collaboration *c, int64_t id,
        struct collaboration_file *found, str *content) {
    struct buf whole = {.mem = w->mem};
    str part = {0};
    str bytes = {0};
    if (!find(w, c, id, found)) {
        return false;
    }
    struct rows r = db_rows(w,
            "SELECT content FROM collaboration_file_part WHERE file_id = ? ORDER BY place",
            num(id));
    while (db_next(&r, to(part))) {
        if (!base64_read(w->mem, part, &bytes)) {
            work_fail(w, STR("a stored file is damaged"));
        }
        buf_add(&whole, bytes);
    }
    db_stop(&r);
    *content = buf_str(&whole);
    return true;
}

bool collaboration_file_share(
        struct work *w, const struct collaboration *c, int64_t id, bool shared) {
    return db_number(w,
                   "UPDATE collaboration_file SET shared = ? WHERE id = ? AND collaboration_id = ?"
                   " AND cluster_id = ? RETURNING id",
                   num(shared), num(id), num(c->id), num(c->ours)) != 0;
}

bool collaboration_file_remove(struct work *w, const struct collaboration *c, int64_t id) {
    return db_number(w,
                   "DELETE FROM collaboration_file WHERE id = ? AND collaboration_id = ?"
                   " AND cluster_id = ? RETURNING id",
                   num(id), num(c->id), num(c->ours)) != 0;
}
