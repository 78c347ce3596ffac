#include "privacy/erasure.h"

#include "base/buf.h"
#include "db/db.h"
#include "privacy/erase.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES_MOST = 64 * 1024 * 1024 };

struct line {
    str object;
    int64_t id;
    int64_t made;
    int64_t at;
};

static void fail(struct work *w, const char *file) {
    struct buf out = {.mem = w->mem};
    buf_add(&out, STR("the file of erasures, "));
    buf_add(&out, str_of(file));
    buf_add(&out, STR(": "));
    buf_add(&out, str_of(strerrordesc_np(errno)));
    work_fail(w, buf_str(&out));
}

/* Empty where there is no file yet. */
static str read_file(struct work *w, const char *file) {
    struct stat s = {0};
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && errno == ENOENT) {
        return (str){0};
    }
    if (fd < 0 || fstat(fd, &s) != 0 || s.st_size > FILE_BYTES_MOST) {
        fail(w, file);
        if (fd >= 0) {
            (void)close(fd);
        }
        return (str){0};
    }
    size_t len = 0;
    char *bytes = arena_new(w->mem, char, (size_t)s.st_size + 1);
    ssize_t got = 1;
    while (got > 0 && len < (size_t)s.st_size) {
        got = read(fd, bytes + len, (size_t)s.st_size - len);
        len += got > 0 ? (size_t)got : 0;
    }
    if (got < 0) {
        fail(w, file);
    }
    (void)close(fd);
    return (str){bytes, len};
}

/* False for a line that was cut off in the middle: what it told of is still in the database. */
static bool read_line(str text, struct line *l) {
    str id = {0};
    str made = {0};
    return str_cut(&text, ' ', &l->object) && str_cut(&text, ' ', &id) &&
           str_cut(&text, ' ', &made) && str_num(id, &l->id) && str_num(made, &l->made) &&
           str_num(text, &l->at) &&
           (str_eq(l->object, STR("account")) || str_eq(l->object, STR("person")));
}

static bool is_noted(struct work *w, const struct line *l) {
    return db_number(w,
                   "SELECT COUNT(*) FROM erasure WHERE object = ? AND object_id = ? AND made = ?",
                   txt(l->object), num(l->id), num(l->made)) > 0;
}

static bool is_back(struct work *w, const struct line *l) {
    return str_eq(l->object, STR("account"))
                   ? db_number(w, "SELECT COUNT(*) FROM account WHERE id = ? AND created = ?",
                             num(l->id), num(l->made)) > 0
                   : db_number(w, "SELECT COUNT(*) FROM person WHERE id = ? AND created = ?",
                             num(l->id), num(l->made)) > 0;
}

static bool erase_again(struct work *w, const struct line *l) {
    return str_eq(l->object, STR("account")) ? erase_account(w, l->id) : erase_person(w, l->id);
}

/* One unit each: what was done of a long file stays done. */
static void take_line(struct work *w, const struct line *l, struct erasure_agreed *found) {
    if (is_noted(w, l) || !work_ok(w)) {
        return;
    }
    db_begin(w);
    if (is_back(w, l)) {
        found->again += erase_again(w, l);
    } else {
        erase_note(w, l->object, l->id, l->made);
    }
    (void)db_end(w);
}

static void add_line(struct buf *out, const struct line *l) {
    buf_add(out, l->object);
    buf_add(out, STR(" "));
    buf_num(out, l->id);
    buf_add(out, STR(" "));
    buf_num(out, l->made);
    buf_add(out, STR(" "));
}

/* The lines that the file lacks. */
static str lacking(struct work *w, str text, int64_t *count) {
    struct buf out = {.mem = w->mem};
    struct line l = {0};
    struct rows r = db_rows(w, "SELECT object, object_id, made, at FROM erasure ORDER BY id");
    while (db_next(&r, to(l.object), to(l.id), to(l.made), to(l.at))) {
        struct buf line = {.mem = w->mem};
        add_line(&line, &l);
        if (!str_starts(text, buf_str(&line)) && !str_has(text, buf_str(&line))) {
            buf_add(&out, buf_str(&line));
            buf_num(&out, l.at);
            buf_add(&out, STR("\n"));
            (*count)++;
        }
    }
    return buf_str(&out);
}

/* On the disk before anybody is told that it is done. */
static void append(struct work *w, const char *file, str lines) {
    int fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    bool written =
            fd >= 0 && write(fd, lines.at, lines.len) == (ssize_t)lines.len && fsync(fd) == 0;
    if (!written) {
        fail(w, file);
    }
    if (fd >= 0) {
        (void)close(fd);
    }
}

bool erasure_agree(struct work *w, const char *file, struct erasure_agreed *found) {
    *found = (struct erasure_agreed){0};
    str text = read_file(w, file);
    str one;
    for (str rest = text; work_ok(w) && str_cut(&rest, '\n', &one);) {
        struct line l = {0};
        if (read_line(one, &l)) {
            take_line(w, &l, found);
        }
    }
    str lines = lacking(w, text, &found->written);
    if (work_ok(w) && lines.len) {
        bool torn = text.len && !str_ends(text, STR("\n"));
        append(w, file, torn ? STR("\n") : (str){0});
        append(w, file, lines);
    }
    return work_ok(w);
}
