#include "directory/visit.h"

#include "db/db.h"
#include "directory/import_row.h"
#include "directory/listing_act.h"

#include <stddef.h>

enum { AGAIN_SECONDS = 60 };

#define PLACE(name) offsetof(struct visit, name)

static const struct column columns[] = {
        {"day", say_word("Day of the visit"), PLACE(day), COLUMN_DAY, 0, 10, true},
        {"present", say_word("Who was there"), PLACE(present), COLUMN_LINE, 0, 300, false},
        {"note", say_word("Note"), PLACE(body), COLUMN_TEXT, 0, 8000, true},
        {"language", say_word("Language of the note"), PLACE(lang), COLUMN_LANGUAGE, 0, 2, true},
};

const struct columns visit_columns = {columns, sizeof(columns) / sizeof(columns[0])};

/* clang-format off */
#define COLUMNS                                                                               \
    "v.id, v.version, v.created, v.updated, v.cluster_id, v.organisation_id, v.account_id,"   \
    " v.day, v.present, v.body, v.lang, o.name, o.lang, COALESCE(a.name, ''),"                \
    " (SELECT COUNT(*) FROM visit_listing AS d WHERE d.visit_id = v.id)"                      \
    " FROM visit AS v JOIN organisation AS o ON o.id = v.organisation_id"                     \
    " LEFT JOIN account AS a ON a.id = v.account_id"
/* clang-format on */

static bool next(struct rows *r, struct visit *v) {
    return db_next(r, to(v->id), to(v->version), to(v->created), to(v->updated), to(v->cluster),
            to(v->organisation), to(v->account), to(v->day), to(v->present), to(v->body),
            to(v->lang), to(v->organisation_name), to(v->organisation_lang), to(v->writer),
            to(v->drawn));
}

static int64_t again(struct work *w, const struct visit *v) {
    return db_number(w,
            "SELECT COALESCE(MAX(id), 0) FROM visit WHERE cluster_id = ? AND organisation_id = ?"
            " AND account_id = ? AND day = ? AND body = ? AND created > ?",
            num(v->cluster), num(v->organisation), num(w->actor), txt(v->day), txt(v->body),
            num(w->now - AGAIN_SECONDS));
}

enum saved visit_save(struct work *w, struct visit *v) {
    int64_t stored_before = v->id ? 0 : again(w, v);
    if (stored_before) {
        v->id = stored_before;
        return SAVED_CHANGED;
    }
    if (v->id == 0) {
        v->id = db_number(w,
                "INSERT INTO visit (cluster_id, organisation_id, account_id, day, present, body,"
                " lang, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                num(v->cluster), num(v->organisation), num(w->actor), txt(v->day), txt(v->present),
                txt(v->body), txt(v->lang), num(w->now), num(w->now));
        return SAVED_NEW;
    }
    bool stored = db_number(w,
                          "UPDATE visit SET day = ?, present = ?, body = ?, lang = ?, updated = ?,"
                          " version = version + 1 WHERE id = ? AND version = ? RETURNING id",
                          txt(v->day), txt(v->present), txt(v->body), txt(v->lang), num(w->now),
                          num(v->id), num(v->version)) != 0;
    return stored ? SAVED_CHANGED : SAVED_OLD_VERSION;
}

bool visit_one(struct work *w, int64_t id, struct visit *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS " WHERE v.id = ?", num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

static struct visits take_all(struct work *w, struct rows *r) {
    struct visits found = {.at = arena_new(w->mem, struct visit, VISITS_MOST)};
    struct visit v = {0};
    while (found.count < VISITS_MOST && next(r, &v)) {
        found.at[found.count++] = v;
    }
    db_stop(r);
    return found;
}

struct visits visit_list(struct work *w, int64_t cluster) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " WHERE v.cluster_id = ? ORDER BY v.day DESC, v.id DESC LIMIT ?",
            num(cluster), num(VISITS_MOST));
    return take_all(w, &r);
}

struct visits visit_of(struct work *w, int64_t cluster, int64_t organisation) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " WHERE v.cluster_id = ? AND v.organisation_id = ?"
            " ORDER BY v.day DESC, v.id DESC LIMIT ?",
            num(cluster), num(organisation), num(VISITS_MOST));
    return take_all(w, &r);
}

void visit_remove(struct work *w, int64_t id) {
    db_run(w, "DELETE FROM visit WHERE id = ?", num(id));
}

/* Sectors and visibility are its organisation's, as in the form for a new text. */
static bool begin(struct work *w, const struct visit *v, struct listing *l) {
    struct rows r = db_rows(
            w, "SELECT sectors, visibility FROM organisation WHERE id = ?", num(v->organisation));
    bool there = db_next(&r, to(l->sectors), to(l->visibility));
    db_stop(&r);
    return there;
}

int64_t visit_draw(struct work *w, const struct visit *v, str side, str sentence, str lang) {
    str title = import_wish_title(sentence);
    struct listing l = {.organisation = v->organisation,
            .side = side,
            .kind = STR("business"),
            .title = title,
            .body = title.len < sentence.len ? sentence : STR(""),
            .lang = lang,
            .status = STR("draft")};
    if (!begin(w, v, &l)) {
        return 0;
    }
    (void)listing_save(w, &l);
    db_run(w, "INSERT INTO visit_listing (listing_id, visit_id) VALUES (?, ?)", num(l.id),
            num(v->id));
    (void)listing_move(w, &(struct listing_move){l.id, LISTING_WRITTEN,
                                  listing_actor(w, v->organisation), 0, {0}});
    return l.id;
}

struct listings visit_drawn(struct work *w, int64_t visit) {
    struct listings found = {.at = arena_new(w->mem, struct listing, VISIT_DRAWN_MOST)};
    struct listing l = {0};
    struct rows r = db_rows(w,
            "SELECT l.id, l.version, l.side, l.title, l.body, l.lang, l.status, l.valid_until"
            " FROM visit_listing AS d JOIN listing AS l ON l.id = d.listing_id"
            " WHERE d.visit_id = ? ORDER BY l.id LIMIT ?",
            num(visit), num(VISIT_DRAWN_MOST));
    while (db_next(&r, to(l.id), to(l.version), to(l.side), to(l.title), to(l.body), to(l.lang),
            to(l.status), to(l.valid_until))) {
        found.at[found.count++] = l;
    }
    return found;
}
