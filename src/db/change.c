#include "db/change.h"

#include "db/driver.h"

#include <sys/random.h>

enum { UNITS_MOST = 200 };

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
    db_later(w, "INSERT INTO change (unit, object, object_id) VALUES (?, ?, ?)", num(db->unit),
            txt(object), num(id));
}

void change_number(struct work *w, int64_t unit) {
    db_run(w, "INSERT INTO change_unit (unit, at) VALUES (?, ?)", num(unit), num(w->now));
}

bool change_kept(struct work *w, int64_t unit) {
    return unit && db_number(w, "SELECT COUNT(*) FROM change_unit WHERE unit = ?", num(unit)) > 0;
}

/* What of the unit comes behind the place. */
static void add_unit(struct work *w, struct changes *found, size_t most) {
    struct change c = {0};
    int64_t id = 0;
    size_t room = most - found->count;
    size_t before = found->count;
    struct rows r = db_rows(w,
            "SELECT id, object, object_id FROM change WHERE unit = ? AND id > ?"
            " ORDER BY id LIMIT ?",
            num(found->last.unit), num(found->last.id), num((int64_t)room));
    while (db_next(&r, to(id), to(c.object), to(c.id))) {
        found->at[found->count++] = c;
        found->last.id = id;
    }
    if (found->count - before < room) {
        found->last.id = INT64_MAX;
    }
}

/* Two statements rather than a join, which a database may begin at the wrong end. */
struct changes change_list(struct work *w, struct change_place after, size_t most) {
    struct changes found = {.at = arena_new(w->mem, struct change, most), .last = after};
    struct change_place *units = arena_new(w->mem, struct change_place, UNITS_MOST);
    struct change_place u = {0};
    size_t count = 0;
    if (after.id != INT64_MAX) {
        add_unit(w, &found, most);
    }
    struct rows r =
            db_rows(w, "SELECT seq, unit FROM change_unit WHERE seq > ? ORDER BY seq LIMIT ?",
                    num(after.seq), num(UNITS_MOST));
    while (db_next(&r, to(u.seq), to(u.unit))) {
        units[count++] = u;
    }
    for (size_t i = 0; i < count && found.count < most; i++) {
        found.last = units[i];
        add_unit(w, &found, most);
    }
    return found;
}

struct change_place change_last(struct work *w) {
    struct change_place last = {.id = INT64_MAX};
    last.seq = db_number(w, "SELECT COALESCE(MAX(seq), 0) FROM change_unit");
    return last;
}
