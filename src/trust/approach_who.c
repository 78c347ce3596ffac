#include "trust/approach_who.h"

#include "db/db.h"
#include "directory/ask.h"
#include "directory/individual.h"

/* clang-format off */
#define LISTED                                                                              \
    "CASE WHEN p.unconfirmed = 0 AND ';' || p.consents || ';' LIKE '%;listed;%'"            \
    " AND ';' || p.objected || ';' NOT LIKE '%;listed;%' THEN 1 ELSE 0 END"
#define COLUMNS                                                                             \
    "p.id, COALESCE(p.individual_id, 0), p.name, p.role, p.mail, p.phone, p.languages,"     \
    " o.lang, " LISTED
/* clang-format on */

static bool next(struct rows *r, struct approach_person *p) {
    str lang = {0};
    int64_t listed = 0;
    *p = (struct approach_person){0};
    bool there = db_next(r, to(p->person), to(p->individual), to(p->name), to(p->role), to(p->mail),
            to(p->phone), to(p->languages), to(lang), to(listed));
    p->tongue = ask_tongue(p->languages, lang);
    p->listed = listed != 0;
    return there;
}

struct approach_people approach_contacts(struct work *w, int64_t organisation) {
    struct approach_people found = {
            .at = arena_new(w->mem, struct approach_person, APPROACH_PEOPLE_MOST)};
    struct approach_person p = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE o.id = ? AND p.mail <> '' AND p.until = '' AND " LISTED " = 1"
            " ORDER BY p.id LIMIT ?",
            num(organisation), num(APPROACH_PEOPLE_MOST));
    while (next(&r, &p)) {
        found.at[found.count++] = p;
    }
    return found;
}

bool approach_office(struct work *w, int64_t cluster, struct approach_person *found) {
    str tongue = {0};
    *found = (struct approach_person){0};
    struct rows r = db_rows(w,
            "SELECT c.id, c.name, c.mail, c.tongue, COALESCE(i.id, 0) FROM role AS r"
            " JOIN account AS c ON c.id = r.account_id"
            " LEFT JOIN individual AS i ON i.account_id = c.id"
            " WHERE r.cluster_id = ? AND r.kind = 'manager' AND c.suspended = 0"
            " AND c.id <> ? ORDER BY r.id LIMIT 1",
            num(cluster), num(w->actor));
    bool there = db_next(&r, to(found->account), to(found->name), to(found->mail), to(tongue),
            to(found->individual));
    db_stop(&r);
    (void)tongue_of(tongue, &found->tongue);
    return there;
}

int64_t approach_cluster_of(struct work *w, int64_t organisation) {
    return db_number(w,
            "SELECT COALESCE(MIN(cluster_id), 0) FROM membership WHERE organisation_id = ?",
            num(organisation));
}

static bool by_account(struct work *w, int64_t individual, struct approach_person *found) {
    str tongue = {0};
    struct rows r = db_rows(w,
            "SELECT c.id, c.name, c.mail, c.tongue FROM individual AS i"
            " JOIN account AS c ON c.id = i.account_id WHERE i.id = ?",
            num(individual));
    bool there = db_next(&r, to(found->account), to(found->name), to(found->mail), to(tongue));
    db_stop(&r);
    (void)tongue_of(tongue, &found->tongue);
    return there;
}

bool approach_person(
        struct work *w, int64_t individual, int64_t organisation, struct approach_person *found) {
    struct approach_person known = {0};
    bool has_account = by_account(w, individual, &known);
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.individual_id = ? AND (? = 0 OR o.id = ?)"
            " ORDER BY CASE WHEN p.until = '' THEN 0 ELSE 1 END, p.id DESC LIMIT 1",
            num(individual), num(has_account ? 1 : 0), num(organisation));
    bool has_entry = next(&r, found);
    db_stop(&r);
    if (!has_entry) {
        *found = known;
    } else if (has_account) {
        found->account = known.account;
        found->tongue = known.tongue;
        found->mail = found->mail.len ? found->mail : known.mail;
    }
    found->individual = individual;
    return has_entry || has_account;
}

int64_t approach_individual(struct work *w, const struct approach_person *p) {
    if (p->individual) {
        return p->individual;
    }
    return p->person ? individual_of_person(w, p->person) : individual_of_account(w, p->account);
}

struct approach_readers approach_readers(struct work *w, const struct approach *a) {
    struct approach_readers found = {
            .at = arena_new(w->mem, struct approach_reader, APPROACH_READERS_MOST)};
    struct approach_reader one = {0};
    str tongue = {0};
    struct rows r = db_rows(w,
            "SELECT c.id, c.name, c.mail, c.tongue FROM account AS c WHERE c.suspended = 0"
            " AND (c.id = (SELECT account_id FROM individual WHERE id = ?) OR c.id IN"
            "      (SELECT account_id FROM approach_follower WHERE approach_id = ?))"
            " ORDER BY c.id LIMIT ?",
            num(a->asker), num(a->id), num(APPROACH_READERS_MOST));
    while (db_next(&r, to(one.account), to(one.name), to(one.mail), to(tongue))) {
        one.tongue = EN;
        (void)tongue_of(tongue, &one.tongue);
        found.at[found.count++] = one;
    }
    return found;
}
