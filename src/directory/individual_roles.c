#include "db/db.h"
#include "directory/ask.h"
#include "directory/individual.h"
#include "lang/date.h"

/* A contact entry while it is being looked through. */
struct entry {
    int64_t person, organisation, unconfirmed, ended;
    str name, mail, role, languages, consents, objected;
    str organisation_name, organisation_lang, country;
};

/* What they said about being introduced, wherever they said it. */
struct word {
    bool yes, no;
};

static str introduced(void) {
    return STR("introduced");
}

/* What holds stands first: accepted by themselves, then the newest. */
static struct rows entries_of(struct work *w, int64_t id) {
    return db_rows(w,
            "SELECT p.id, o.id, p.unconfirmed,"
            " CASE WHEN p.until <> '' AND p.until < ? THEN 1 ELSE 0 END,"
            " p.name, p.mail, p.role, p.languages, p.consents, p.objected, o.name, o.lang, o.country"
            " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.individual_id = ?"
            " ORDER BY 4, CASE WHEN p.accepted > 0 THEN 0 ELSE 1 END,"
            " CASE WHEN p.mail <> '' THEN 0 ELSE 1 END, p.since DESC, p.id DESC LIMIT ?",
            txt(date_of(w->mem, w->now)), num(id), num(INDIVIDUAL_ROLES_MOST));
}

static bool next_entry(struct rows *r, struct entry *e) {
    return db_next(r, to(e->person), to(e->organisation), to(e->unconfirmed), to(e->ended),
            to(e->name), to(e->mail), to(e->role), to(e->languages), to(e->consents),
            to(e->objected), to(e->organisation_name), to(e->organisation_lang), to(e->country));
}

static void stand_in(struct individual *one, const struct entry *e) {
    one->person = e->person;
    one->organisation = e->organisation;
    one->organisation_name = e->organisation_name;
    one->country = e->country;
    one->role = e->role;
}

static void take_word(struct word *said, const struct entry *e) {
    said->no = said->no || str_lists(e->objected, introduced());
    said->yes = said->yes || (!e->unconfirmed && str_lists(e->consents, introduced()));
}

/* An address at an organisation they left is nobody's to write to. */
static str look_through_entries(struct work *w, struct individual *one, struct word *said) {
    struct entry e = {0};
    str lang = {0};
    struct rows r = entries_of(w, one->id);
    while (next_entry(&r, &e)) {
        one->name = one->name.len ? one->name : e.name;
        one->languages = one->languages.len ? one->languages : e.languages;
        if (e.ended) {
            continue;
        }
        one->mail = one->mail.len ? one->mail : e.mail;
        take_word(said, &e);
        if (!one->person) {
            stand_in(one, &e);
            lang = e.organisation_lang;
        }
    }
    return lang;
}

static struct rows account_roles(struct work *w, int64_t account) {
    return db_rows(w,
            "SELECT r.kind, COALESCE(c.id, 0), COALESCE(c.name, ''), COALESCE(c.country, ''),"
            " COALESCE(o.id, 0), COALESCE(o.name, ''), COALESCE(o.country, '')"
            " FROM role AS r LEFT JOIN cluster AS c ON c.id = r.cluster_id AND r.kind = 'manager'"
            " LEFT JOIN organisation AS o ON o.id = r.organisation_id"
            " WHERE r.account_id = ? AND (c.id IS NOT NULL OR o.id IS NOT NULL)"
            " ORDER BY r.kind, r.id LIMIT ?",
            num(account), num(INDIVIDUAL_ROLES_MOST));
}

static void look_through_account(struct work *w, struct individual *one) {
    int64_t cluster = 0;
    int64_t organisation = 0;
    str kind;
    str cluster_name;
    str cluster_country;
    str name;
    str country;
    struct rows r = account_roles(w, one->account);
    while (db_next(&r, to(kind), to(cluster), to(cluster_name), to(cluster_country),
            to(organisation), to(name), to(country))) {
        if (cluster && !one->cluster) {
            one->cluster = cluster;
            one->cluster_name = cluster_name;
        }
        if (organisation && !one->organisation) {
            one->organisation = organisation;
            one->organisation_name = name;
        }
        if (!one->country.len) {
            one->country = country.len ? country : cluster_country;
        }
    }
}

/* The row itself, with what the account says; false if there is none. */
static bool look_up(struct work *w, struct individual *one, str *tongue, struct word *said) {
    int64_t yes = 0;
    int64_t taken_back = 0;
    struct rows r = db_rows(w,
            "SELECT COALESCE(a.id, 0), i.languages, i.zone, COALESCE(a.name, ''),"
            " CASE WHEN a.suspended = 0 THEN a.mail ELSE '' END, COALESCE(a.tongue, ''),"
            " (SELECT COUNT(*) FROM consent AS c WHERE c.account_id = a.id AND c.purpose = ?"
            "  AND c.withdrawn = 0),"
            " (SELECT COUNT(*) FROM consent AS c WHERE c.account_id = a.id AND c.purpose = ?"
            "  AND c.withdrawn > 0)"
            " FROM individual AS i LEFT JOIN account AS a ON a.id = i.account_id WHERE i.id = ?",
            txt(introduced()), txt(introduced()), num(one->id));
    bool there = db_next(&r, to(one->account), to(one->languages), to(one->zone), to(one->name),
            to(one->mail), to(*tongue), to(yes), to(taken_back));
    db_stop(&r);
    said->yes = yes > 0;
    said->no = yes == 0 && taken_back > 0;
    return there;
}

bool individual_one(struct work *w, int64_t id, struct individual *found) {
    struct individual one = {.id = id};
    struct word said = {0};
    str tongue = {0};
    if (!look_up(w, &one, &tongue, &said)) {
        return false;
    }
    str lang = look_through_entries(w, &one, &said);
    if (one.account) {
        look_through_account(w, &one);
    }
    if (!tongue_of(tongue, &one.tongue)) {
        one.tongue = ask_tongue(one.languages, lang);
    }
    one.introduced = said.yes && !said.no;
    *found = one;
    return true;
}

static void add_account_roles(struct work *w, int64_t id, struct individual_roles *all) {
    str cluster_name;
    str country;
    str name;
    int64_t account = db_number(
            w, "SELECT COALESCE((SELECT account_id FROM individual WHERE id = ?), 0)", num(id));
    struct rows r = account_roles(w, account);
    struct individual_role one = {0};
    while (db_next(&r, to(one.role), to(one.cluster), to(cluster_name), to(country),
            to(one.organisation), to(name), to(country))) {
        one.name = one.cluster ? cluster_name : name;
        all->at[all->count++] = one;
    }
}

struct individual_roles individual_roles(struct work *w, int64_t id) {
    size_t most = (size_t)2 * INDIVIDUAL_ROLES_MOST;
    struct individual_roles all = {.at = arena_new(w->mem, struct individual_role, most)};
    struct individual_role one = {0};
    int64_t ended = 0;
    add_account_roles(w, id, &all);
    struct rows r = db_rows(w,
            "SELECT p.id, o.id, o.name, p.role, p.since, p.until,"
            " CASE WHEN p.until <> '' AND p.until < ? THEN 1 ELSE 0 END"
            " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.individual_id = ? ORDER BY 7, p.until DESC, p.since DESC, p.id DESC LIMIT ?",
            txt(date_of(w->mem, w->now)), num(id), num(INDIVIDUAL_ROLES_MOST));
    while (db_next(&r, to(one.person), to(one.organisation), to(one.name), to(one.role),
            to(one.since), to(one.until), to(ended))) {
        one.ended = ended != 0;
        all.at[all.count++] = one;
    }
    return all;
}
