#include "db/change.h"

#include "db/driver.h"

#include <sys/random.h>

/* Drawn, not counted: no two machines need agree on it. */
static int64_t new_unit(struct work *w) {
    int64_t unit = 0;
    if (getrandom(&unit, sizeof(unit), 0) != sizeof(unit)) {
        work_fail(w, STR("the system has no random numbers"));
    }
    return unit & INT64_MAX;
}

void change_note(struct work *w, str object, int64_t id) {
    struct db *db = w->db;
    db->unit = db->unit ? db->unit : new_unit(w);
    db_run(w, "INSERT INTO change (unit, object, object_id) VALUES (?, ?, ?)", num(db->unit),
            txt(object), num(id));
}

void change_number(struct work *w, int64_t unit) {
    db_run(w, "INSERT INTO change_unit (unit, at) VALUES (?, ?)", num(unit), num(w->now));
}

bool change_kept(struct work *w, int64_t unit) {
    return unit && db_number(w, "SELECT COUNT(*) FROM change_unit WHERE unit = ?", num(unit)) > 0;
}

struct changes change_list(struct work *w, struct change_place after, size_t most) {
    struct changes found = {.at = arena_new(w->mem, struct change, most)};
    struct change c = {0};
    struct rows r = db_rows(w,
            "SELECT u.seq, c.id, c.object, c.object_id"
            " FROM change_unit AS u JOIN change AS c ON c.unit = u.unit"
            " WHERE u.seq >= ? AND (u.seq > ? OR c.id > ?) ORDER BY u.seq, c.id LIMIT ?",
            num(after.seq), num(after.seq), num(after.id), num((int64_t)most));
    while (db_next(&r, to(c.place.seq), to(c.place.id), to(c.object), to(c.id))) {
        found.at[found.count++] = c;
    }
    return found;
}

struct change_place change_last(struct work *w) {
    return (struct change_place){
            db_number(w, "SELECT COALESCE(MAX(seq), 0) FROM change_unit"), INT64_MAX};
}
