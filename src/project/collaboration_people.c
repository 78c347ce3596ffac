#include "project/collaboration_people.h"

#include "db/db.h"
#include "directory/individual.h"

struct collaboration_members collaboration_members(struct work *w, int64_t id) {
    struct collaboration_members all = {0};
    int64_t one = 0;
    struct rows r = db_rows(w,
            "SELECT m.organisation_id FROM collaboration_member AS m"
            " JOIN organisation AS o ON o.id = m.organisation_id WHERE m.collaboration_id = ?"
            " ORDER BY o.id LIMIT ?",
            num(id), num(COLLABORATION_MEMBERS_MOST));
    while (all.count < COLLABORATION_MEMBERS_MOST && db_next(&r, to(one))) {
        all.at[all.count++] = one;
    }
    db_stop(&r);
    return all;
}

/* clang-format off */
/* Asks twice for the actor, once each for our cluster and the other one. */
#define SEEN_OF_BOTH                                                                           \
    " FROM organisation AS o JOIN organisation_audience AS s ON s.organisation_id = o.id"      \
    " WHERE o.withdrawn = 0 AND (s.audience = 0"                                               \
    "  OR s.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0)"           \
    "  OR EXISTS (SELECT 1 FROM own_organisation AS own"                                       \
    "             WHERE own.account_id = ? AND own.organisation_id = o.id))"                   \
    " AND EXISTS (SELECT 1 FROM membership AS m WHERE m.organisation_id = o.id"                \
    "             AND m.cluster_id IN (?, ?))"
/* clang-format on */

bool collaboration_member_add(struct work *w, const struct collaboration *c, int64_t organisation) {
    bool fits = collaboration_members(w, c->id).count < COLLABORATION_MEMBERS_MOST;
    bool seen = db_number(w, "SELECT COUNT(*)" SEEN_OF_BOTH " AND o.id = ?", num(w->actor),
                        num(w->actor), num(c->ours), num(c->theirs), num(organisation)) != 0;
    if (!fits || !seen) {
        return false;
    }
    db_run(w,
            "INSERT INTO collaboration_member (collaboration_id, organisation_id, account_id)"
            " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            num(c->id), num(organisation), num(w->actor));
    return true;
}

void collaboration_member_remove(
        struct work *w, const struct collaboration *c, int64_t organisation) {
    db_run(w, "DELETE FROM collaboration_member WHERE collaboration_id = ? AND organisation_id = ?",
            num(c->id), num(organisation));
}

struct collaboration_choices collaboration_member_choices(
        struct work *w, const struct collaboration *c) {
    struct collaboration_choices all = {
            .at = arena_new(w->mem, struct collaboration_choice, COLLABORATION_CHOICES_MOST)};
    struct collaboration_choice one = {0};
    int64_t ours = 0;
    struct rows r = db_rows(w,
            "SELECT o.id, o.name, o.lang, (SELECT COUNT(*) FROM membership AS m"
            " WHERE m.organisation_id = o.id AND m.cluster_id = ?) AS ours" SEEN_OF_BOTH
            " AND NOT EXISTS (SELECT 1 FROM collaboration_member AS k"
            "  WHERE k.collaboration_id = ? AND k.organisation_id = o.id)"
            " ORDER BY ours DESC, o.name, o.id LIMIT ?",
            num(c->ours), num(w->actor), num(w->actor), num(c->ours), num(c->theirs), num(c->id),
            num(COLLABORATION_CHOICES_MOST));
    while (all.count < COLLABORATION_CHOICES_MOST &&
            db_next(&r, to(one.id), to(one.name), to(one.lang), to(ours))) {
        one.ours = ours != 0;
        all.at[all.count++] = one;
    }
    db_stop(&r);
    return all;
}

struct collaboration_choices collaboration_managers(struct work *w, int64_t cluster) {
    struct collaboration_choices all = {
            .at = arena_new(w->mem, struct collaboration_choice, COLLABORATION_CHOICES_MOST)};
    struct collaboration_choice one = {.ours = true};
    struct rows r = db_rows(w,
            "SELECT a.id, a.name FROM role AS r JOIN account AS a ON a.id = r.account_id"
            " WHERE r.kind = 'manager' AND r.cluster_id = ? AND a.suspended = 0"
            " ORDER BY a.name, a.id LIMIT ?",
            num(cluster), num(COLLABORATION_CHOICES_MOST));
    while (all.count < COLLABORATION_CHOICES_MOST && db_next(&r, to(one.id), to(one.name))) {
        all.at[all.count++] = one;
    }
    db_stop(&r);
    return all;
}

static struct collaboration_people take(struct work *w, struct rows *r, size_t most) {
    struct collaboration_people all = {.at = arena_new(w->mem, struct collaboration_person, most)};
    struct collaboration_person one = {0};
    while (all.count < most &&
            db_next(r, to(one.individual), to(one.cluster), to(one.person), to(one.account),
                    to(one.name), to(one.organisation), to(one.organisation_lang))) {
        all.at[all.count++] = one;
    }
    db_stop(r);
    return all;
}

/* Whoever works for one of the clusters is known to both by the name of their account. A contact person
 * is by that of their latest entry. */
struct collaboration_people collaboration_people(struct work *w, const struct collaboration *c) {
    struct rows r = db_rows(w,
            "SELECT k.individual_id, k.cluster_id, COALESCE(p.id, 0), COALESCE(i.account_id, 0),"
            " CASE WHEN manages.id IS NOT NULL THEN a.name"
            "  WHEN k.cluster_id = ? OR (p.unconfirmed = 0"
            "   AND ';' || p.consents || ';' LIKE '%;listed;%'"
            "   AND ';' || p.objected || ';' NOT LIKE '%;listed;%') THEN COALESCE(p.name, '')"
            "  ELSE '' END,"
            " CASE WHEN k.cluster_id = ? OR s.audience < 2 THEN COALESCE(o.name, '') ELSE '' END,"
            " COALESCE(o.lang, '')"
            " FROM collaboration_person AS k JOIN individual AS i ON i.id = k.individual_id"
            " LEFT JOIN account AS a ON a.id = i.account_id"
            " LEFT JOIN role AS manages ON manages.account_id = a.id AND manages.kind = 'manager'"
            "  AND manages.cluster_id = k.cluster_id"
            " LEFT JOIN person AS p ON p.id ="
            "  (SELECT MAX(id) FROM person WHERE individual_id = k.individual_id)"
            " LEFT JOIN organisation AS o ON o.id = p.organisation_id AND manages.id IS NULL"
            " LEFT JOIN organisation_audience AS s ON s.organisation_id = o.id"
            " WHERE k.collaboration_id = ? ORDER BY k.cluster_id, k.individual_id LIMIT ?",
            num(c->ours), num(c->ours), num(c->id), num(COLLABORATION_PEOPLE_MOST));
    return take(w, &r, COLLABORATION_PEOPLE_MOST);
}

struct collaboration_people collaboration_people_choices(
        struct work *w, const struct collaboration *c) {
    struct rows r = db_rows(w,
            "SELECT COALESCE(i.id, 0), r.cluster_id, 0, a.id, a.name, '', '' FROM role AS r"
            " JOIN account AS a ON a.id = r.account_id"
            " LEFT JOIN individual AS i ON i.account_id = a.id"
            " WHERE r.kind = 'manager' AND r.cluster_id = ? AND a.suspended = 0"
            " AND NOT EXISTS (SELECT 1 FROM collaboration_person AS k"
            "  WHERE k.collaboration_id = ? AND k.individual_id = i.id)"
            " UNION ALL SELECT COALESCE(p.individual_id, 0), m.cluster_id, p.id, 0, p.name, o.name,"
            "  o.lang FROM collaboration_member AS c"
            " JOIN membership AS m ON m.organisation_id = c.organisation_id AND m.cluster_id = ?"
            " JOIN organisation AS o ON o.id = c.organisation_id"
            " JOIN person AS p ON p.organisation_id = o.id WHERE c.collaboration_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM collaboration_person AS k"
            "  WHERE k.collaboration_id = ? AND k.individual_id = p.individual_id)"
            " ORDER BY 6, 5 LIMIT ?",
            num(c->ours), num(c->id), num(c->ours), num(c->id), num(c->id),
            num(COLLABORATION_CHOICES_MOST));
    return take(w, &r, COLLABORATION_CHOICES_MOST);
}

static bool is_choice(
        struct work *w, const struct collaboration *c, int64_t person, int64_t account) {
    struct collaboration_people all = collaboration_people_choices(w, c);
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].person == person && all.at[i].account == account) {
            return true;
        }
    }
    return false;
}

bool collaboration_person_add(
        struct work *w, const struct collaboration *c, int64_t person, int64_t account) {
    bool fits = collaboration_people(w, c).count < COLLABORATION_PEOPLE_MOST;
    if (!fits || !is_choice(w, c, person, account)) {
        return false;
    }
    int64_t individual =
            account ? individual_of_account(w, account) : individual_of_person(w, person);
    db_run(w,
            "INSERT INTO collaboration_person (collaboration_id, individual_id, cluster_id)"
            " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            num(c->id), num(individual), num(c->ours));
    return true;
}

void collaboration_person_remove(
        struct work *w, const struct collaboration *c, int64_t individual) {
    db_run(w,
            "DELETE FROM collaboration_person WHERE collaboration_id = ? AND individual_id = ?"
            " AND cluster_id = ?",
            num(c->id), num(individual), num(c->ours));
}

void collaboration_unite(struct work *w, int64_t from, int64_t to) {
    db_run(w,
            "UPDATE collaboration_person SET individual_id = ? WHERE individual_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM collaboration_person AS b WHERE b.individual_id = ?"
            "  AND b.collaboration_id = collaboration_person.collaboration_id)",
            num(to), num(from), num(to));
    db_run(w, "DELETE FROM collaboration_person WHERE individual_id = ?", num(from));
}
