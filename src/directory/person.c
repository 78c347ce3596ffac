#include "directory/person.h"

#include "audit/audit.h"
#include "base/buf.h"
#include "db/change.h"
#include "db/db.h"
#include "lang/date.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct person, name)

static const struct column columns[] = {
        {"key", say_word("Short name in addresses"), PLACE(key), COLUMN_KEY, 0, 80, false},
        {"organisation", say_word("Organisation"), PLACE(organisation_key), COLUMN_LINE, 0, 80,
                true},
        {"name", say_word("Name"), PLACE(name), COLUMN_LINE, 0, 120, true},
        {"role", say_word("Role"), PLACE(role), COLUMN_LINE, 0, 120, false},
        {"mail", say_word("E-mail"), PLACE(mail), COLUMN_MAIL, 0, 200, false},
        {"phone", say_word("Phone"), PLACE(phone), COLUMN_LINE, 0, 60, false},
        {"languages", say_word("Languages with level"), PLACE(languages), COLUMN_LEVELS, 0, 100,
                false},
        {"since", say_word("In this role since"), PLACE(since), COLUMN_DAY, 0, 10, false},
        {"until", say_word("Last day in this role"), PLACE(until), COLUMN_DAY, 0, 10, false},
        {"consents", say_word("Agrees to"), PLACE(consents), COLUMN_LABELS, LABEL_CONSENT, 60,
                false},
        {"confirmed", say_word("Confirmed by the person"), PLACE(confirmed), COLUMN_DAY, 0, 10,
                false},
};

const struct columns person_columns = {columns, sizeof(columns) / sizeof(columns[0])};

#define COLUMNS                                                                               \
    "p.id, p.version, p.created, p.updated, p.key, p.organisation_id, o.key, p.name, p.role," \
    " p.mail, p.phone, p.languages, p.consents, p.confirmed, p.unconfirmed, p.objected,"      \
    " p.mail_seen, p.phone_seen, p.accepted, p.since, p.until, COALESCE(p.individual_id, 0)"

static bool next(struct rows *r, struct person *p) {
    return db_next(r, to(p->id), to(p->version), to(p->created), to(p->updated), to(p->key),
            to(p->organisation), to(p->organisation_key), to(p->name), to(p->role), to(p->mail),
            to(p->phone), to(p->languages), to(p->consents), to(p->confirmed), to(p->unconfirmed),
            to(p->objected), to(p->mail_seen), to(p->phone_seen), to(p->accepted), to(p->since),
            to(p->until), to(p->individual));
}

void person_check(const struct person *p, struct flaws *flaws) {
    bool turned = p->since.len && p->until.len && str_order(p->until, p->since) < 0;
    if (turned && !flaw_of(flaws, "since") && !flaw_of(flaws, "until")) {
        flaw_add(flaws, "until", FLAW_DAY_TURNED);
    }
}

bool person_one(struct work *w, int64_t id, struct person *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.id = ?"
            " AND (EXISTS (SELECT 1 FROM own_organisation AS own"
            "              WHERE own.account_id = ? AND own.organisation_id = o.id"
            "              AND own.kind <> 'researcher')"
            "      OR EXISTS (SELECT 1 FROM reach WHERE account_id = ? AND reach = 2))",
            num(id), num(w->actor), num(w->actor));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

bool person_stored(struct work *w, int64_t id, struct person *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.id = ?",
            num(id));
    bool there = next(&r, found);
    db_stop(&r);
    return there;
}

static str today(struct work *w) {
    return date_of(w->mem, w->now);
}

bool person_ended(struct work *w, const struct person *p) {
    return p->until.len && str_order(p->until, today(w)) < 0;
}

/* "seen" is 2 for the own clusters and whoever sees all, 1 for partners, 0 for everybody. Those who
 * left come last, to the own only. */
struct people person_list(struct work *w, int64_t organisation) {
    struct people found = {.at = arena_new(w->mem, struct person, PEOPLE_MOST)};
    struct person p = {.organisation = organisation};
    struct rows r = db_rows(w,
            "WITH own AS (SELECT COUNT(*) AS yes FROM own_organisation"
            "             WHERE account_id = ? AND organisation_id = ?"
            "             AND kind <> 'researcher'),"
            " who AS (SELECT CASE WHEN own.yes > 0 THEN 2 ELSE"
            "         COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0) END AS seen"
            "         FROM own)"
            " SELECT p.id, p.version, p.name, p.role,"
            "        CASE WHEN COALESCE(i.languages, '') <> '' THEN i.languages ELSE p.languages END, p.consents, p.confirmed,"
            "        p.unconfirmed, p.objected, p.accepted, p.since, p.until,"
            "        COALESCE(p.individual_id, 0),"
            "        CASE WHEN s.seen = 2 OR p.mail_seen = 'public'"
            "             OR (s.seen = 1 AND p.mail_seen = 'partners') THEN p.mail ELSE '' END,"
            "        CASE WHEN s.seen = 2 OR p.phone_seen = 'public'"
            "             OR (s.seen = 1 AND p.phone_seen = 'partners') THEN p.phone ELSE '' END"
            " FROM person AS p CROSS JOIN who AS s"
            " LEFT JOIN individual AS i ON i.id = p.individual_id"
            " WHERE p.organisation_id = ?"
            " AND (s.seen = 2 OR (p.unconfirmed = 0 AND (p.until = '' OR p.until >= ?)"
            "      AND ';' || p.consents || ';' LIKE '%;listed;%'"
            "      AND ';' || p.objected || ';' NOT LIKE '%;listed;%'))"
            " ORDER BY CASE WHEN p.until = '' OR p.until >= ? THEN 0 ELSE 1 END, p.name, p.id"
            " LIMIT ?",
            num(w->actor), num(organisation), num(w->actor), num(organisation), txt(today(w)),
            txt(today(w)), num(PEOPLE_MOST));
    while (db_next(&r, to(p.id), to(p.version), to(p.name), to(p.role), to(p.languages),
            to(p.consents), to(p.confirmed), to(p.unconfirmed), to(p.objected), to(p.accepted),
            to(p.since), to(p.until), to(p.individual), to(p.mail), to(p.phone))) {
        found.at[found.count++] = p;
    }
    return found;
}

int64_t person_by_key(struct work *w, str key) {
    return db_number(w, "SELECT id FROM person WHERE key = ?", txt(key));
}

/* What they objected to is not theirs who type or import it. */
static void take_out_objected(struct work *w, struct person *p) {
    struct buf kept = {.mem = w->mem};
    str one;
    for (str rest = p->consents; str_cut(&rest, ';', &one);) {
        if (!str_lists(p->objected, one)) {
            buf_add(&kept, kept.len ? STR(";") : (str){0});
            buf_add(&kept, one);
        }
    }
    p->consents = buf_str(&kept);
}

/* Who comes without a day of acceptance has been entered by somebody else. */
static enum saved add(struct work *w, struct person *p) {
    p->unconfirmed = p->confirmed.len ? 0 : w->now;
    p->id = db_number(w,
            "INSERT INTO person (key, organisation_id, name, role, mail, phone, languages,"
            " consents, confirmed, unconfirmed, since, until, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            txt(p->key), num(p->organisation), txt(p->name), txt(p->role), txt(p->mail),
            txt(p->phone), txt(p->languages), txt(p->consents), txt(p->confirmed),
            num(p->unconfirmed), txt(p->since), txt(p->until), num(w->now), num(w->now));
    audit_note(w, AUDIT_ADDED, STR("person"), p->id);
    return SAVED_NEW;
}

/* Whoever keeps in memory what the human speaks and agreed to reads it again. */
static void note_human(struct work *w, int64_t person) {
    int64_t human = db_number(
            w, "SELECT COALESCE((SELECT individual_id FROM person WHERE id = ?), 0)", num(person));
    if (human) {
        change_note(w, STR("individual"), human);
    }
}

/* A new mail address is somebody who has not been told, and may be somebody else: whoever the entry
 * stood for keeps what they have, and the new one begins with nothing. */
enum saved person_save(struct work *w, struct person *p) {
    if (p->key.len == 0) {
        p->key = key_new(w->mem);
    }
    if (p->id == 0) {
        return add(w, p);
    }
    take_out_objected(w, p);
    note_human(w, p->id);
    bool stored =
            db_number(w,
                    "UPDATE person SET key = ?, organisation_id = ?, name = ?, role = ?,"
                    " told = CASE WHEN mail = ? THEN told ELSE 0 END,"
                    " accepted = CASE WHEN LOWER(mail) = LOWER(?) THEN accepted ELSE 0 END,"
                    " parted_id = CASE WHEN mail = '' OR LOWER(mail) = LOWER(?)"
                    "  THEN parted_id ELSE COALESCE(individual_id, parted_id) END,"
                    " individual_id = CASE WHEN mail = '' OR LOWER(mail) = LOWER(?)"
                    "  THEN individual_id ELSE NULL END, mail = ?,"
                    " phone = ?, languages = ?, consents = ?, confirmed = ?,"
                    " unconfirmed = CASE WHEN ? = '' THEN unconfirmed ELSE 0 END,"
                    " since = ?, until = ?, updated = ?, version = version + 1"
                    " WHERE id = ? AND version = ? RETURNING id",
                    txt(p->key), num(p->organisation), txt(p->name), txt(p->role), txt(p->mail),
                    txt(p->mail), txt(p->mail), txt(p->mail), txt(p->mail), txt(p->phone),
                    txt(p->languages), txt(p->consents), txt(p->confirmed), txt(p->confirmed),
                    txt(p->since), txt(p->until), num(w->now), num(p->id), num(p->version)) != 0;
    if (!stored) {
        return SAVED_OLD_VERSION;
    }
    audit_note(w, AUDIT_CHANGED, STR("person"), p->id);
    return SAVED_CHANGED;
}

void person_choose(struct work *w, const struct person *p) {
    db_run(w,
            "UPDATE person SET consents = ?, objected = ?, mail_seen = ?, phone_seen = ?"
            " WHERE id = ?",
            txt(p->consents), txt(p->objected), txt(p->mail_seen), txt(p->phone_seen), num(p->id));
    note_human(w, p->id);
    audit_note(w, AUDIT_CHANGED, STR("person"), p->id);
}

void person_confirm(struct work *w, int64_t id) {
    db_run(w,
            "UPDATE person SET confirmed = CASE WHEN unconfirmed = 0 AND confirmed <> ''"
            " THEN confirmed ELSE ? END, unconfirmed = 0, accepted = ? WHERE id = ?",
            txt(date_of(w->mem, w->now)), num(w->now), num(id));
    note_human(w, id);
    audit_note(w, AUDIT_CONFIRMED, STR("person"), id);
}

void person_leave(struct work *w, int64_t id, str day) {
    db_run(w, "UPDATE person SET until = ?, updated = ?, version = version + 1 WHERE id = ?",
            txt(day), num(w->now), num(id));
    note_human(w, id);
    audit_note(w, AUDIT_CHANGED, STR("person"), id);
}

void person_note_told(struct work *w, int64_t id) {
    db_run(w, "UPDATE person SET told = ? WHERE id = ?", num(w->now), num(id));
}

struct people person_of_mail(struct work *w, str mail) {
    struct people found = {.at = arena_new(w->mem, struct person, PEOPLE_MOST)};
    struct person p = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE LOWER(p.mail) = LOWER(?) AND ? <> '' ORDER BY p.id LIMIT ?",
            txt(mail), txt(mail), num(PEOPLE_MOST));
    while (next(&r, &p)) {
        found.at[found.count++] = p;
    }
    return found;
}

struct people person_of_individual(struct work *w, int64_t individual) {
    struct people found = {.at = arena_new(w->mem, struct person, PEOPLE_MOST)};
    struct person p = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.individual_id = ? ORDER BY p.id LIMIT ?",
            num(individual), num(PEOPLE_MOST));
    while (next(&r, &p)) {
        found.at[found.count++] = p;
    }
    return found;
}

struct people person_untold(struct work *w, size_t most) {
    struct people found = {.at = arena_new(w->mem, struct person, most)};
    struct person p = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.unconfirmed > 0 AND p.told = 0 AND p.mail <> ''"
            " AND (p.until = '' OR p.until >= ?) ORDER BY p.id LIMIT ?",
            txt(today(w)), num((int64_t)most));
    while (next(&r, &p)) {
        found.at[found.count++] = p;
    }
    return found;
}

void person_remove(struct work *w, int64_t id) {
    note_human(w, id);
    db_run(w, "DELETE FROM person WHERE id = ?", num(id));
    audit_note(w, AUDIT_REMOVED, STR("person"), id);
}

struct people person_export(struct work *w, int64_t cluster, str after, size_t most) {
    struct people found = {.at = arena_new(w->mem, struct person, most)};
    struct person p = {0};
    struct rows r = db_rows(w,
            "SELECT " COLUMNS " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " WHERE p.key > ?"
            " AND (? = 0 OR EXISTS (SELECT 1 FROM membership AS m"
            "                       WHERE m.organisation_id = o.id AND m.cluster_id = ?))"
            " ORDER BY p.key LIMIT ?",
            txt(after), num(cluster), num(cluster), num((int64_t)most));
    while (next(&r, &p)) {
        found.at[found.count++] = p;
    }
    return found;
}
