#include "project/collaboration_line.h"

#include "db/db.h"

static const char *const kinds[LINE_KINDS] = {"begun", "invited", "accepted", "declined", "moved",
        "undone", "note", "file", "approach", "meeting"};

static enum line_kind kind_of(str word) {
    enum line_kind k = LINE_BEGUN;
    while (k + 1 < LINE_KINDS && !str_eq(word, str_of(kinds[k]))) {
        k++;
    }
    return k;
}

/* clang-format off */
/* What happened within it. Takes the collaboration three times, then four times the collaboration and
 * our cluster. */
#define WITHIN                                                                                 \
    "SELECT 'begun' AS kind, id, created AS at, cluster_id, 0 AS from_id, 0 AS to_id,"         \
    "  0 AS bytes, 0 AS shared, '' AS state, '' AS how, '' AS body, '' AS lang,"               \
    "  account_id AS who FROM collaboration WHERE id = ?"                                      \
    " UNION ALL SELECT 'invited', id, invited, cluster_id, 0, 0, 0, 0, '', '', '', '',"        \
    "  account_id FROM collaboration WHERE id = ? AND invited > 0"                             \
    " UNION ALL SELECT state, id, answered, partner_cluster_id, 0, 0, 0, 0, '', '', '', '',"   \
    "  answered_by FROM collaboration WHERE id = ? AND state IN ('accepted', 'declined')"      \
    " UNION ALL SELECT 'moved', id, at, cluster_id, COALESCE(from_id, 0),"                     \
    "  COALESCE(to_id, 0), 0, 0, '', '', '', '', account_id FROM collaboration_move"           \
    "  WHERE collaboration_id = ? AND cluster_id = ?"                                          \
    " UNION ALL SELECT 'undone', id, undone, cluster_id, COALESCE(from_id, 0),"                \
    "  COALESCE(to_id, 0), 0, 0, '', '', '', '', undone_by FROM collaboration_move"            \
    "  WHERE collaboration_id = ? AND cluster_id = ? AND undone > 0"                           \
    " UNION ALL SELECT 'note', id, at, cluster_id, 0, 0, 0, shared, '', '', body, lang,"       \
    "  account_id FROM collaboration_note"                                                     \
    "  WHERE collaboration_id = ? AND (cluster_id = ? OR shared = 1)"                          \
    " UNION ALL SELECT 'file', id, at, cluster_id, 0, 0, bytes, shared, '', '', name, '',"     \
    "  account_id FROM collaboration_file"                                                     \
    "  WHERE collaboration_id = ? AND (cluster_id = ? OR shared = 1)"
/* What happened around it, as far as the actor may see it: of contact requests the side that asks sees
 * each, the other one those agreed to. Takes the actor twice and the collaboration, for each of the
 * two. */
#define IS_ADMIN                                                                               \
    "EXISTS (SELECT 1 FROM role WHERE account_id = ? AND kind = 'admin')"
#define AROUND                                                                                 \
    " UNION ALL SELECT 'meeting', e.id, e.starts, 0, 0, 0, 0, 0,"                              \
    "  CASE WHEN e.state <> 'held' THEN e.state"                                               \
    "   WHEN EXISTS (SELECT 1 FROM confirmed_encounter AS f WHERE f.encounter_id = e.id)"      \
    "   THEN 'confirmed' ELSE 'claimed' END, e.how, e.title, '', 0"                            \
    "  FROM collaboration_encounter AS k JOIN encounter AS e ON e.id = k.encounter_id"         \
    "  WHERE (EXISTS (SELECT 1 FROM encounter_reader AS s WHERE s.encounter_id = e.id"         \
    "                 AND s.account_id = ?) OR " IS_ADMIN ")"                                  \
    "  AND e.state <> 'taken-back' AND k.collaboration_id = ?"                                 \
    " UNION ALL SELECT 'approach', e.id, e.created, e.cluster_id, 0, 0, 0, 0, e.state,"        \
    "  e.deadline, '', '', 0"                                                                  \
    "  FROM collaboration_approach AS k JOIN approach AS e ON e.id = k.approach_id"            \
    "  WHERE (EXISTS (SELECT 1 FROM approach_side AS s WHERE s.approach_id = e.id"             \
    "                 AND s.account_id = ? AND (s.side = 'ours' OR e.state = 'yes'))"          \
    "         OR " IS_ADMIN ") AND k.collaboration_id = ?"
/* clang-format on */

static struct rows open_lines(struct work *w, const struct collaboration *c) {
    return db_rows(w,
            "SELECT l.kind, l.id, l.at, COALESCE(l.cluster_id, 0), l.from_id, l.to_id, l.bytes,"
            " l.shared, l.state, l.how, l.body, l.lang, COALESCE(a.name, '')"
            " FROM (" WITHIN AROUND ") AS l LEFT JOIN account AS a ON a.id = l.who"
            " ORDER BY l.at DESC, l.kind DESC, l.id DESC",
            num(c->id), num(c->id), num(c->id), num(c->id), num(c->ours), num(c->id), num(c->ours),
            num(c->id), num(c->ours), num(c->id), num(c->ours), num(w->actor), num(w->actor),
            num(c->id), num(w->actor), num(w->actor), num(c->id));
}

struct collaboration_lines collaboration_lines(struct work *w, const struct collaboration *c) {
    struct collaboration_lines all = {
            .at = arena_new(w->mem, struct collaboration_line, COLLABORATION_LINES_MOST)};
    struct collaboration_line one = {0};
    str kind = {0};
    int64_t shared = 0;
    struct rows r = open_lines(w, c);
    while (db_next(&r, to(kind), to(one.id), to(one.at), to(one.cluster), to(one.from), to(one.to),
            to(one.bytes), to(shared), to(one.state), to(one.how), to(one.text), to(one.lang),
            to(one.who))) {
        if (all.total++ < COLLABORATION_LINES_MOST) {
            one.kind = kind_of(kind);
            one.shared = shared != 0;
            all.at[all.count++] = one;
        }
    }
    db_stop(&r);
    return all;
}
