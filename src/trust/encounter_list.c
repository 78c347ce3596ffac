#include "trust/encounter_list.h"

#include "base/buf.h"
#include "db/db.h"

static const char *const groups[ENCOUNTER_GROUPS] = {
        "", "planned", "confirm", "claimed", "held", "off"};

str encounter_group_word(enum encounter_group group) {
    return str_of(groups[group]);
}

enum encounter_group encounter_group_of(str word) {
    size_t i = ENCOUNTER_GROUPS;
    while (i > 1 && !str_eq(word, str_of(groups[i - 1]))) {
        i--;
    }
    return i > 1 ? (enum encounter_group)(i - 1) : GROUP_ALL;
}

/* clang-format off */
/* Those the actor may see, each with the side they stand on (ours comes first), and how it stands for
 * them. Takes the actor, the cluster of an administrator, and the time. */
#define STANDING                                                                              \
    "WITH seen AS (SELECT x.encounter_id, MIN(x.side) AS side FROM"                             \
    " (SELECT encounter_id, side FROM encounter_reader WHERE account_id = ?"                    \
    "  UNION ALL SELECT id, 'ours' FROM encounter WHERE cluster_id = ?) AS x"                   \
    " GROUP BY x.encounter_id),"                                                                \
    " standing AS (SELECT e.id, s.side, CASE"                                                   \
    " WHEN e.state IN ('cancelled', 'not-held', 'taken-back') THEN 'off'"                       \
    " WHEN f.encounter_id IS NOT NULL THEN 'held'"                                              \
    " WHEN e.state = 'planned' AND e.ends > ? THEN 'planned'"                                   \
    " WHEN EXISTS (SELECT 1 FROM encounter_person AS p WHERE p.encounter_id = e.id"             \
    "              AND p.side = s.side AND p.said = 'met') THEN 'claimed'"                      \
    " ELSE 'confirm' END AS sort"                                                               \
    " FROM seen AS s JOIN encounter AS e ON e.id = s.encounter_id"                              \
    " LEFT JOIN confirmed_encounter AS f ON f.encounter_id = e.id)"
/* clang-format on */

static void count(
        struct work *w, struct encounter_list *list, enum encounter_group group, int64_t cluster) {
    str sort;
    int64_t rows = 0;
    struct rows r = db_rows(w, STANDING " SELECT sort, COUNT(*) FROM standing GROUP BY sort",
            num(w->actor), num(cluster), num(w->now));
    while (db_next(&r, to(sort), to(rows))) {
        if (group == GROUP_ALL || str_eq(sort, encounter_group_word(group))) {
            list->rows += (size_t)rows;
        }
        if (str_eq(sort, STR("held"))) {
            list->held = rows;
        }
    }
}

static void add_name(struct work *w, struct encounter_row *row, str name) {
    struct buf all = {.mem = w->mem};
    buf_add(&all, row->people);
    buf_add(&all, row->people.len ? STR(";") : (str){0});
    buf_add(&all, name);
    row->people = buf_str(&all);
}

/* The names of the other side, of all the meetings of a page at once. */
static void name_people(struct work *w, struct encounter_list *list) {
    struct arg ids[ENCOUNTERS_PAGE];
    for (size_t i = 0; i < ENCOUNTERS_PAGE; i++) {
        ids[i] = num(i < list->count ? list->at[i].encounter.id : 0);
    }
    int64_t id = 0;
    str name;
    str side;
    struct rows r = db_rows_of(w,
            "SELECT p.encounter_id, p.side, CASE WHEN p.name <> '' THEN p.name ELSE"
            " COALESCE((SELECT a.name FROM account AS a WHERE a.id = i.account_id),"
            "  (SELECT MAX(q.name) FROM person AS q WHERE q.individual_id = i.id), '') END"
            " FROM encounter_person AS p JOIN individual AS i ON i.id = p.individual_id"
            " WHERE p.encounter_id IN"
            " (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ORDER BY p.encounter_id, 3",
            ((struct args){ids, ENCOUNTERS_PAGE}));
    while (db_next(&r, to(id), to(side), to(name))) {
        for (size_t i = 0; i < list->count; i++) {
            struct encounter_row *row = &list->at[i];
            bool other = str_eq(side, STR("theirs")) == (row->side == SIDE_OURS);
            if (row->encounter.id == id && other && name.len) {
                add_name(w, row, name);
            }
        }
    }
}

struct encounter_list encounter_list(
        struct work *w, enum encounter_group group, int64_t cluster, size_t skip) {
    struct encounter_list found = {.at = arena_new(w->mem, struct encounter_row, ENCOUNTERS_PAGE)};
    struct encounter_row row = {0};
    str side;
    str sort;
    count(w, &found, group, cluster);
    struct rows r = db_rows(w,
            STANDING
            " SELECT e.id, e.starts, e.ends, e.zone, e.day, e.how, e.place, e.title, s.side, s.sort,"
            " COALESCE(e.cluster_id, 0), COALESCE(e.own_id, 0), COALESCE(e.partner_cluster_id, 0),"
            " COALESCE(e.partner_id, 0), COALESCE(c.name, ''), COALESCE(c.lang, ''),"
            " COALESCE(o.name, ''), COALESCE(o.lang, ''), COALESCE(pc.name, ''),"
            " COALESCE(pc.lang, ''), COALESCE(po.name, ''), COALESCE(po.lang, '')"
            " FROM standing AS s JOIN encounter AS e ON e.id = s.id"
            " LEFT JOIN cluster AS c ON c.id = e.cluster_id"
            " LEFT JOIN organisation AS o ON o.id = e.own_id"
            " LEFT JOIN cluster AS pc ON pc.id = e.partner_cluster_id"
            " LEFT JOIN organisation AS po ON po.id = e.partner_id"
            " WHERE (? = '' OR s.sort = ?)"
            " ORDER BY CASE WHEN s.sort = 'planned' THEN e.starts ELSE 0 - e.starts END, e.id"
            " LIMIT ? OFFSET ?",
            num(w->actor), num(cluster), num(w->now), txt(encounter_group_word(group)),
            txt(encounter_group_word(group)), num(ENCOUNTERS_PAGE), num((int64_t)skip));
    struct encounter *e = &row.encounter;
    while (db_next(&r, to(e->id), to(e->starts), to(e->ends), to(e->zone), to(e->day), to(e->how),
            to(e->place), to(e->title), to(side), to(sort), to(e->cluster), to(e->own),
            to(e->partner_cluster), to(e->partner), to(e->cluster_name), to(e->cluster_lang),
            to(e->own_name), to(e->own_lang), to(e->partner_cluster_name),
            to(e->partner_cluster_lang), to(e->partner_name), to(e->partner_lang))) {
        row.side = str_eq(side, STR("ours")) ? SIDE_OURS : SIDE_THEIRS;
        row.group = encounter_group_of(sort);
        found.at[found.count++] = row;
    }
    name_people(w, &found);
    return found;
}
