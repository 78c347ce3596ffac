#include "trust/hand_over.h"

#include "db/db.h"

static const char *const parts[] = {
        [HAND_OVER_ASKER] = "asker",
        [HAND_OVER_SPEAKER] = "speaker",
        [HAND_OVER_MEETING] = "meeting",
        [HAND_OVER_COLLABORATION] = "collaboration",
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static enum hand_over_part part_of(str word) {
    for (int i = 0; i < (int)PARTS; i++) {
        if (str_eq(word, str_of(parts[i]))) {
            return (enum hand_over_part)i;
        }
    }
    return HAND_OVER_MEETING;
}

/* Who holds what of a cluster: values are the cluster thrice, the time it is, and the cluster again. */
#define UNDER_WAY                                                                                \
    "WITH item AS (SELECT 'asker' AS part, a.id AS object_id, a.deadline AS day, i.account_id,"  \
    "  COALESCE(o.name, c.name, '') AS title, COALESCE(o.lang, c.lang, '') AS lang"              \
    "  FROM approach AS a JOIN individual AS i ON i.id = a.asker_id"                             \
    "  LEFT JOIN organisation AS o ON o.id = a.partner_id"                                       \
    "  LEFT JOIN cluster AS c ON c.id = a.partner_cluster_id"                                    \
    "  WHERE a.cluster_id = ? AND a.state IN ('open', 'later')"                                  \
    " UNION ALL SELECT 'speaker', a.id, a.deadline, i.account_id, COALESCE(o.name, c.name, '')," \
    "  COALESCE(o.lang, c.lang, '')"                                                             \
    "  FROM approach AS a JOIN individual AS i ON i.id = a.speaker_id"                           \
    "  LEFT JOIN organisation AS o ON o.id = a.partner_id"                                       \
    "  LEFT JOIN cluster AS c ON c.id = a.partner_cluster_id"                                    \
    "  WHERE a.cluster_id = ? AND a.opened = 0 AND a.state IN ('open', 'later')"                 \
    " UNION ALL SELECT 'meeting', e.id, e.day, i.account_id, e.title, ''"                        \
    "  FROM encounter AS e JOIN encounter_person AS p ON p.encounter_id = e.id"                  \
    "  JOIN individual AS i ON i.id = p.individual_id"                                           \
    "  WHERE e.cluster_id = ? AND e.state = 'planned' AND e.ends > ? AND p.side = 'ours'"        \
    " UNION ALL SELECT 'collaboration', c.id, k.next_day, k.account_id, c.title, c.lang"         \
    "  FROM collaboration_side AS k JOIN collaboration AS c ON c.id = k.collaboration_id"        \
    "  WHERE k.cluster_id = ? AND k.closed = 0)"

struct hand_over_items hand_over_items(struct work *w, int64_t cluster, int64_t account) {
    struct hand_over_items found = {
            .at = arena_new(w->mem, struct hand_over_item, HAND_OVER_ITEMS_MOST)};
    struct hand_over_item one = {0};
    str part = {0};
    struct rows r = db_rows(w,
            UNDER_WAY " SELECT part, object_id, title, lang, day FROM item WHERE account_id = ?"
                      " ORDER BY day, part, object_id LIMIT ?",
            num(cluster), num(cluster), num(cluster), num(w->now), num(cluster), num(account),
            num(HAND_OVER_ITEMS_MOST));
    while (db_next(&r, to(part), to(one.object), to(one.title), to(one.lang), to(one.day))) {
        one.part = part_of(part);
        found.at[found.count++] = one;
    }
    return found;
}

struct hand_over_knowns hand_over_known(struct work *w, int64_t cluster, int64_t individual) {
    struct hand_over_knowns found = {
            .at = arena_new(w->mem, struct hand_over_known, HAND_OVER_KNOWN_MOST)};
    struct hand_over_known one = {0};
    struct rows r = db_rows(w,
            "SELECT t.individual_id, MAX(e.day) FROM encounter AS e"
            " JOIN confirmed_encounter AS c ON c.encounter_id = e.id"
            " JOIN encounter_person AS o ON o.encounter_id = e.id AND o.side = 'ours'"
            " JOIN encounter_person AS t ON t.encounter_id = e.id AND t.side = 'theirs'"
            " WHERE e.cluster_id = ? AND o.individual_id = ? AND o.said = 'met' AND t.said = 'met'"
            " GROUP BY t.individual_id ORDER BY 2 DESC, 1 LIMIT ?",
            num(cluster), num(individual), num(HAND_OVER_KNOWN_MOST));
    while (db_next(&r, to(one.individual), to(one.day))) {
        found.at[found.count++] = one;
    }
    return found;
}

struct hand_over_leavers hand_over_leavers(struct work *w, int64_t cluster) {
    struct hand_over_leavers found = {
            .at = arena_new(w->mem, struct hand_over_leaver, HAND_OVER_LEAVERS_MOST)};
    struct hand_over_leaver one = {0};
    struct rows r = db_rows(w,
            UNDER_WAY " SELECT DISTINCT a.id, a.name FROM item"
                      " JOIN account AS a ON a.id = item.account_id"
                      " WHERE a.suspended > 0 OR NOT EXISTS"
                      "  (SELECT 1 FROM role WHERE account_id = a.id)"
                      " ORDER BY a.name, a.id LIMIT ?",
            num(cluster), num(cluster), num(cluster), num(w->now), num(cluster),
            num(HAND_OVER_LEAVERS_MOST));
    while (db_next(&r, to(one.account), to(one.name))) {
        found.at[found.count++] = one;
    }
    return found;
}

/* Whether the actual holder is `from` is asked again, for others may be quicker. */
static bool move_meeting(struct work *w, int64_t meeting, int64_t from, int64_t to) {
    return db_number(w,
                   "UPDATE encounter_person SET individual_id = ?, reply = '', note = '',"
                   " replied = 0, invited = 0 WHERE encounter_id = ? AND individual_id = ?"
                   " AND said = '' AND NOT EXISTS (SELECT 1 FROM encounter_person AS p"
                   "  WHERE p.encounter_id = encounter_person.encounter_id"
                   "  AND p.individual_id = ?)"
                   " AND EXISTS (SELECT 1 FROM encounter AS e"
                   "  WHERE e.id = encounter_person.encounter_id AND e.state = 'planned')"
                   " RETURNING encounter_id",
                   num(to), num(meeting), num(from), num(to)) != 0;
}

static bool move(struct work *w, const struct hand_over_item *i, int64_t from, int64_t to) {
    switch (i->part) {
    case HAND_OVER_ASKER:
        return db_number(w,
                       "UPDATE approach SET asker_id = ? WHERE id = ? AND asker_id = ?"
                       " AND state IN ('open', 'later') RETURNING id",
                       num(to), num(i->object), num(from)) != 0;
    case HAND_OVER_SPEAKER:
        return db_number(w,
                       "UPDATE approach SET speaker_id = ? WHERE id = ? AND speaker_id = ?"
                       " AND opened = 0 AND asked_id <> ? AND state IN ('open', 'later')"
                       " RETURNING id",
                       num(to), num(i->object), num(from), num(to)) != 0;
    case HAND_OVER_MEETING: return move_meeting(w, i->object, from, to);
    case HAND_OVER_COLLABORATION: break;
    }
    return true;
}

static int64_t account_of(struct work *w, int64_t individual) {
    return db_number(
            w, "SELECT COALESCE(account_id, 0) FROM individual WHERE id = ?", num(individual));
}

bool hand_over_make(struct work *w, struct hand_over *h) {
    struct hand_over_items all = hand_over_items(w, h->cluster, account_of(w, h->from));
    if (h->from == h->to || all.count == 0) {
        return false;
    }
    h->at = w->now;
    h->account = w->actor;
    h->id = db_number(w,
            "INSERT INTO hand_over (cluster_id, from_id, to_id, note, account_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            num(h->cluster), num(h->from), num(h->to), txt(h->note), num(h->account), num(h->at));
    for (size_t i = 0; i < all.count; i++) {
        if (move(w, &all.at[i], h->from, h->to)) {
            db_run(w, "INSERT INTO hand_over_item (hand_over_id, part, object_id) VALUES (?, ?, ?)",
                    num(h->id), txt(str_of(parts[all.at[i].part])), num(all.at[i].object));
            h->items++;
        }
    }
    return true;
}

struct hand_over_items hand_over_moved(struct work *w, int64_t id) {
    struct hand_over_items found = {
            .at = arena_new(w->mem, struct hand_over_item, HAND_OVER_ITEMS_MOST)};
    struct hand_over_item one = {0};
    str part = {0};
    struct rows r = db_rows(w,
            "SELECT part, object_id FROM hand_over_item WHERE hand_over_id = ?"
            " ORDER BY part, object_id LIMIT ?",
            num(id), num(HAND_OVER_ITEMS_MOST));
    while (db_next(&r, to(part), to(one.object))) {
        one.part = part_of(part);
        found.at[found.count++] = one;
    }
    return found;
}

/* A request that was answered or a meeting that was said something of is past being taken back. */
static bool untouched(struct work *w, const struct hand_over_item *i, const struct hand_over *h) {
    if (i->part == HAND_OVER_MEETING) {
        return db_number(w,
                       "SELECT COUNT(*) FROM encounter_person AS p"
                       " JOIN encounter AS e ON e.id = p.encounter_id"
                       " WHERE e.id = ? AND e.state = 'planned' AND p.individual_id = ?"
                       " AND p.reply = '' AND p.said = ''",
                       num(i->object), num(h->to)) > 0;
    }
    if (i->part == HAND_OVER_COLLABORATION) {
        return db_number(w,
                       "SELECT COUNT(*) FROM collaboration_side AS k"
                       " JOIN individual AS i ON i.account_id = k.account_id"
                       " WHERE k.collaboration_id = ? AND k.cluster_id = ? AND i.id = ?",
                       num(i->object), num(h->cluster), num(h->to)) > 0;
    }
    return db_number(w,
                   "SELECT COUNT(*) FROM approach WHERE id = ? AND state = 'open' AND told <= ?"
                   " AND confirmed <= ? AND (CASE WHEN ? = 1 THEN asker_id ELSE speaker_id END) = ?",
                   num(i->object), num(h->at), num(h->at), num(i->part == HAND_OVER_ASKER),
                   num(h->to)) > 0;
}

bool hand_over_undo(struct work *w, int64_t cluster, int64_t id, struct hand_over *h) {
    *h = (struct hand_over){.id = id, .cluster = cluster};
    struct rows r = db_rows(w,
            "SELECT from_id, to_id, at FROM hand_over WHERE id = ? AND cluster_id = ? AND undone = 0",
            num(id), num(cluster));
    bool there = db_next(&r, to(h->from), to(h->to), to(h->at));
    db_stop(&r);
    struct hand_over_items all = hand_over_moved(w, id);
    for (size_t i = 0; there && i < all.count; i++) {
        there = untouched(w, &all.at[i], h);
    }
    for (size_t i = 0; there && i < all.count; i++) {
        (void)move(w, &all.at[i], h->to, h->from);
    }
    if (there) {
        db_run(w, "UPDATE hand_over SET undone = ? WHERE id = ?", num(w->now), num(id));
    }
    return there;
}

struct hand_overs hand_over_list(struct work *w, int64_t cluster) {
    struct hand_overs found = {.at = arena_new(w->mem, struct hand_over, HAND_OVERS_MOST)};
    struct hand_over h = {.cluster = cluster};
    struct rows r = db_rows(w,
            "SELECT h.id, h.from_id, h.to_id, h.note, h.account_id, h.at, h.undone,"
            " (SELECT COUNT(*) FROM hand_over_item AS i WHERE i.hand_over_id = h.id)"
            " FROM hand_over AS h WHERE h.cluster_id = ? ORDER BY h.id DESC LIMIT ?",
            num(cluster), num(HAND_OVERS_MOST));
    while (db_next(&r, to(h.id), to(h.from), to(h.to), to(h.note), to(h.account), to(h.at),
            to(h.undone), to(h.items))) {
        found.at[found.count++] = h;
    }
    return found;
}

void hand_over_unite(struct work *w, int64_t from, int64_t into) {
    db_run(w, "UPDATE hand_over SET from_id = ? WHERE from_id = ?", num(into), num(from));
    db_run(w, "UPDATE hand_over SET to_id = ? WHERE to_id = ?", num(into), num(from));
}
