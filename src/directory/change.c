#include "directory/change.h"

#include "db/db.h"

void change_note(struct work *w, str object, int64_t id) {
    db_run(w, "INSERT INTO change (object, object_id, at) VALUES (?, ?, ?)", txt(object), num(id),
            num(w->now));
}

struct changes change_list(struct work *w, int64_t after, size_t most) {
    struct changes found = {.at = arena_new(w->mem, struct change, most)};
    struct change c = {0};
    struct rows r = db_rows(w,
            "SELECT seq, object, object_id FROM change WHERE seq > ? ORDER BY seq LIMIT ?",
            num(after), num((int64_t)most));
    while (db_next(&r, to(c.seq), to(c.object), to(c.id))) {
        found.at[found.count++] = c;
    }
    return found;
}

int64_t change_last(struct work *w) {
    return db_number(w, "SELECT COALESCE(MAX(seq), 0) FROM change");
}
