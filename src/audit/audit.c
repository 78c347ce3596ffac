#include "audit/audit.h"

#include "db/db.h"

#include <assert.h>

static const char *const words[AUDIT_ACTS] = {
        [AUDIT_SEEN] = "seen",
        [AUDIT_ADDED] = "added",
        [AUDIT_CHANGED] = "changed",
        [AUDIT_REMOVED] = "removed",
        [AUDIT_EXPORTED] = "exported",
        [AUDIT_CONFIRMED] = "confirmed",
        [AUDIT_AGREED] = "agreed",
        [AUDIT_WITHDREW] = "withdrew",
        [AUDIT_OBJECTED] = "objected",
        [AUDIT_TOOK] = "took",
        [AUDIT_ERASED] = "erased",
        [AUDIT_OPENED] = "opened",
        [AUDIT_SHUT] = "shut",
};

str audit_act_word(enum audit_act act) {
    assert(act < AUDIT_ACTS);
    return str_of(words[act]);
}

static enum audit_act act_of(str word) {
    for (enum audit_act a = 0; a < AUDIT_ACTS; a++) {
        if (str_eq(word, str_of(words[a]))) {
            return a;
        }
    }
    return AUDIT_CHANGED; /* of a newer program */
}

void audit_note(struct work *w, enum audit_act act, str object, int64_t id) {
    int64_t row = db_number(w,
            "INSERT INTO audit (at, actor, act, object, object_id) VALUES (?, ?, ?, ?, ?)"
            " RETURNING id",
            num(w->now), num(w->actor), txt(audit_act_word(act)), txt(object), num(id));
    db_later(w, "INSERT INTO audit_waiting (audit_id) VALUES (?)", num(row));
}

static bool looked_lately(struct work *w, str object, int64_t id) {
    return db_number(w,
                   "SELECT COUNT(*) FROM audit WHERE actor = ? AND object = ? AND object_id = ?"
                   " AND act = 'seen' AND at > ?",
                   num(w->actor), txt(object), num(id), num(w->now - AUDIT_SEEN_EVERY)) > 0;
}

/* In a work of its own: where nothing can be written, the page still comes, without the data. */
bool audit_look(struct work *w, str object, int64_t id) {
    struct work aside = *w;
    if (looked_lately(&aside, object, id)) {
        return true;
    }
    db_begin_bulk(&aside);
    audit_note(&aside, AUDIT_SEEN, object, id);
    return db_end(&aside);
}

/* An organisation or a cluster stands for the people it had at that time; who was not stored yet is
 * not meant. The names are those of today, and of a person or an account that was there then. */
struct audits audit_list(struct work *w, const struct audit_filter *f) {
    struct audits found = {.at = arena_new(w->mem, struct audit, AUDIT_PAGE)};
    struct audit a = {0};
    str act = {0};
    struct rows r = db_rows(w,
            "SELECT l.id, l.at, l.actor, l.act, l.object, l.object_id, COALESCE(b.name, ''),"
            " COALESCE(CASE l.object"
            "  WHEN 'person' THEN (SELECT p.name FROM person AS p"
            "                      WHERE p.id = l.object_id AND p.created <= l.at)"
            "  WHEN 'account' THEN (SELECT c.name FROM account AS c"
            "                       WHERE c.id = l.object_id AND c.created <= l.at)"
            "  WHEN 'organisation' THEN (SELECT o.name FROM organisation AS o"
            "                            WHERE o.id = l.object_id)"
            "  WHEN 'cluster' THEN (SELECT k.name FROM cluster AS k WHERE k.id = l.object_id)"
            "  END, '')"
            " FROM audit AS l LEFT JOIN account AS b ON b.id = l.actor AND b.created <= l.at"
            " WHERE (? = 0 OR (l.object = 'person' AND l.object_id = ?)"
            "  OR EXISTS (SELECT 1 FROM person AS p WHERE p.id = ? AND p.created <= l.at"
            "   AND ((l.object = 'organisation' AND l.object_id = p.organisation_id)"
            "    OR (l.object = 'cluster' AND (l.object_id = 0 OR EXISTS (SELECT 1"
            "        FROM membership AS m WHERE m.organisation_id = p.organisation_id"
            "        AND m.cluster_id = l.object_id))))))"
            " AND (? = 0 OR (l.object = 'account' AND l.object_id = ?))"
            " AND (? = 0 OR l.actor = ?) AND (? = 0 OR l.at >= ?) AND (? = 0 OR l.at <= ?)"
            " AND (? = 0 OR l.id < ?)"
            " ORDER BY l.id DESC LIMIT ?",
            num(f->person), num(f->person), num(f->person), num(f->account), num(f->account),
            num(f->actor), num(f->actor), num(f->from), num(f->from), num(f->to), num(f->to),
            num(f->before), num(f->before), num(AUDIT_PAGE));
    while (db_next(&r, to(a.id), to(a.at), to(a.actor), to(act), to(a.object), to(a.object_id),
            to(a.actor_name), to(a.object_name))) {
        a.act = act_of(act);
        found.at[found.count++] = a;
    }
    return found;
}
