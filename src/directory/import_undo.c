#include "db/db.h"
#include "directory/import_row.h"

#include <string.h>

enum { BATCH = 200 };

static enum import_kind kind_of_object(str object) {
    for (enum import_kind k = 0; k < IMPORT_KINDS; k++) {
        if (str_eq(object, import_kind_object(k))) {
            return k;
        }
    }
    return IMPORT_ORGANISATIONS;
}

struct change_row {
    int64_t id;
    int64_t object_id;
    int64_t fresh;
    int64_t mark;
    str object;
    str before;
};

struct change_rows {
    struct change_row at[BATCH];
    size_t count;
};

/* The run's changes before one of them, the last first. */
static void read_changes(struct work *w, int64_t run, int64_t below, struct change_rows *found) {
    struct change_row c = {0};
    found->count = 0;
    struct rows r = db_rows(w, /* the plus: by id, not all of an import sorted each time */
            "SELECT c.id, c.object, c.object_id, c.fresh, c.before, c.mark FROM import_change AS c"
            " WHERE c.id < ? AND +c.import_id IN (SELECT i.id FROM import AS i WHERE i.run = ?)"
            " ORDER BY c.id DESC LIMIT ?",
            num(below), num(run), num(BATCH));
    while (db_next(
            &r, to(c.id), to(c.object), to(c.object_id), to(c.fresh), to(c.before), to(c.mark))) {
        found->at[found->count++] = c;
    }
}

static void put_line(enum import_kind kind, union import_thing *thing, const struct cells *line) {
    const struct column *f;
    for (size_t i = 0; (f = import_column(kind, i)) && i < line->count; i++) {
        *(str *)(void *)((char *)thing + f->place) = line->at[i];
    }
}

/* The thing as it stands now; of a translation the line says which it is. */
static bool load(struct work *w, const struct change_row *c, union import_thing *found) {
    enum import_kind kind = kind_of_object(c->object);
    *found = (union import_thing){0};
    if (kind == IMPORT_TRANSLATIONS) {
        struct cells line = import_line_cells(w->mem, c->before);
        put_line(kind, found, &line);
        found->translation.object_id = c->object_id;
    }
    return import_thing_load(w, kind, c->object_id, found);
}

static str thing_name(enum import_kind kind, const union import_thing *thing) {
    switch (kind) {
    case IMPORT_CLUSTERS: return thing->cluster.name;
    case IMPORT_ORGANISATIONS: return thing->member.organisation.name;
    case IMPORT_PERSONS: return thing->person.name;
    case IMPORT_LISTINGS: return thing->listing.title;
    case IMPORT_TRANSLATIONS: return thing->translation.object_key;
    case IMPORT_KINDS: break;
    }
    return (str){0};
}

/* Translations that did not come with the run; a change of one begins with the object's kind. */
static bool has_other_translations(struct work *w, const struct change_row *c, int64_t run) {
    return db_number(w,
                   "SELECT (SELECT COUNT(*) FROM translation WHERE object = ? AND object_id = ?)"
                   " - (SELECT COUNT(*) FROM import_change AS c"
                   "    JOIN import AS i ON i.id = c.import_id"
                   "    WHERE i.run = ? AND c.object = 'translation' AND c.object_id = ?"
                   "    AND c.fresh = 1 AND c.before LIKE ? || ',%')",
                   txt(c->object), num(c->object_id), num(run), num(c->object_id),
                   txt(c->object)) > 0;
}

/* What hangs on a new organisation or cluster and did not come with this run. */
static bool has_others(struct work *w, const struct change_row *c, int64_t run) {
    if (str_eq(c->object, STR("organisation"))) {
        int64_t listings = db_number(w,
                "SELECT COUNT(*) FROM listing AS l WHERE l.organisation_id = ?"
                " AND NOT EXISTS (SELECT 1 FROM import AS i"
                "                 JOIN import_change AS c ON c.import_id = i.id"
                "                 WHERE i.run = ? AND c.object = 'listing'"
                "                 AND c.object_id = l.id AND c.fresh = 1)",
                num(c->object_id), num(run));
        return listings + db_number(w,
                                  "SELECT COUNT(*) FROM person AS p WHERE p.organisation_id = ?"
                                  " AND NOT EXISTS (SELECT 1 FROM import AS i"
                                  "                 JOIN import_change AS c ON c.import_id = i.id"
                                  "                 WHERE i.run = ? AND c.object = 'person'"
                                  "                 AND c.object_id = p.id AND c.fresh = 1)",
                                  num(c->object_id), num(run)) >
               0;
    }
    if (str_eq(c->object, STR("cluster"))) {
        return db_number(w,
                       "SELECT COUNT(*) FROM membership AS m WHERE m.cluster_id = ?"
                       " AND NOT EXISTS (SELECT 1 FROM import_change AS c"
                       "                 JOIN import AS i ON i.id = c.import_id"
                       "                 WHERE i.run = ? AND c.object = 'organisation'"
                       "                 AND c.object_id = m.organisation_id)",
                       num(c->object_id), num(run)) > 0;
    }
    return false;
}

static void add_touched(struct arena *mem, struct import_touched *t, str name) {
    if (t->count < IMPORT_TOUCHED_MOST) {
        t->at[t->count++] = arena_copy(mem, name);
    }
}

/* Only the last change of a thing says how it must stand now. */
static bool is_last_of_it(struct work *w, const struct change_row *c, int64_t run) {
    return db_number(w,
                   "SELECT COUNT(*) FROM import_change AS c JOIN import AS i ON i.id = c.import_id"
                   " WHERE i.run = ? AND c.object = ? AND c.object_id = ? AND c.id > ?",
                   num(run), txt(c->object), num(c->object_id), num(c->id)) == 0;
}

static void check_one(
        struct work *w, const struct change_row *c, int64_t run, struct import_touched *touched) {
    enum import_kind kind = kind_of_object(c->object);
    union import_thing now;
    bool there = load(w, c, &now);
    bool mine = there && import_thing_mark(w->mem, kind, &now) == c->mark;
    bool last = kind == IMPORT_TRANSLATIONS || is_last_of_it(w, c, run);
    bool others = c->fresh && (has_others(w, c, run) || (kind != IMPORT_TRANSLATIONS &&
                                                                has_other_translations(w, c, run)));
    if ((last && !mine) || others) {
        add_touched(w->mem, touched, thing_name(kind, &now));
    }
}

static void remove_new(struct work *w, enum import_kind kind, union import_thing *now) {
    switch (kind) {
    case IMPORT_CLUSTERS: cluster_remove(w, now->cluster.id); break;
    case IMPORT_ORGANISATIONS: organisation_remove(w, now->member.organisation.id); break;
    case IMPORT_PERSONS: person_remove(w, now->person.id); break;
    case IMPORT_LISTINGS: listing_remove(w, now->listing.id); break;
    case IMPORT_TRANSLATIONS:
        now->translation.body = (str){0};
        translation_save(w, &now->translation);
        break;
    case IMPORT_KINDS: break;
    }
}

static void undo_one(
        struct work *w, const struct change_row *c, int64_t run, struct import_touched *touched) {
    (void)run, (void)touched;
    enum import_kind kind = kind_of_object(c->object);
    union import_thing now;
    if (!load(w, c, &now)) {
        return;
    }
    if (c->fresh) {
        remove_new(w, kind, &now);
        return;
    }
    struct cells line = import_line_cells(w->mem, c->before);
    put_line(kind, &now, &line);
    if (kind == IMPORT_PERSONS) {
        now.person.organisation = organisation_by_key(w, now.person.organisation_key);
    } else if (kind == IMPORT_LISTINGS) {
        now.listing.organisation = organisation_by_key(w, now.listing.organisation_key);
    }
    (void)import_thing_save(w, kind, &now);
}

static void walk(struct work *w, int64_t run, struct import_touched *touched,
        void (*each)(struct work *, const struct change_row *, int64_t, struct import_touched *)) {
    struct change_rows *rows = arena_new(w->mem, struct change_rows, 1);
    struct arena_mark clean = arena_mark(w->mem);
    int64_t below = INT64_MAX;
    do {
        read_changes(w, run, below, rows);
        for (size_t i = 0; i < rows->count && work_ok(w); i++) {
            each(w, &rows->at[i], run, touched);
            below = rows->at[i].id;
        }
        if (work_ok(w) && touched->count == 0) { /* the names found must stay */
            arena_rewind(w->mem, clean);
        }
    } while (rows->count == BATCH && work_ok(w) && touched->count < IMPORT_TOUCHED_MOST);
}

enum import_undo import_undo(struct work *w, int64_t id, struct import_touched *touched) {
    struct import i = {0};
    *touched = (struct import_touched){0};
    if (!import_one(w, id, &i) || i.state != IMPORT_APPLIED ||
            i.applied < w->now - IMPORT_KEPT_SECONDS) {
        return IMPORT_UNDO_GONE;
    }
    bool last = db_number(w,
                        "SELECT COUNT(*) FROM import WHERE state = 'applied' AND cluster_id = ?"
                        " AND run > ?",
                        num(i.cluster), num(i.run)) == 0;
    if (!last) {
        return IMPORT_UNDO_NOT_LAST;
    }
    walk(w, i.run, touched, check_one);
    if (touched->count) {
        return IMPORT_UNDO_TOUCHED;
    }
    walk(w, i.run, touched, undo_one);
    db_run(w, "UPDATE import SET state = 'undone' WHERE run = ? AND state = 'applied'", num(i.run));
    return IMPORT_UNDO_DONE;
}
