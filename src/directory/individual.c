#include "directory/individual.h"

#include "db/change.h"
#include "db/db.h"
#include "lang/date.h"

#include <stddef.h>

#define PLACE(name) offsetof(struct individual_word, name)

static const struct column columns[] = {
        {"languages", say_word("Languages with level"), PLACE(languages), COLUMN_LEVELS, 0, 100,
                false},
        {"zone", say_word("Time zone"), PLACE(zone), COLUMN_LINE, 0, 63, false},
};

const struct columns individual_columns = {columns, sizeof(columns) / sizeof(columns[0])};

/* Whoever keeps people in memory reads this one again. */
static void note(struct work *w, int64_t id) {
    change_note(w, STR("individual"), id);
}

static int64_t add(struct work *w, int64_t account) {
    return db_number(w, "INSERT INTO individual (account_id, created) VALUES (?, ?) RETURNING id",
            account ? num(account) : none(), num(w->now));
}

static int64_t of_account(struct work *w, int64_t account) {
    return db_number(w, "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(account));
}

static str today(struct work *w) {
    return date_of(w->mem, w->now);
}

/* Somebody known already who has proved to have the same address; 0 if there is none. Who left does
 * not count: a firm gives an address like sales@ to whoever comes next. */
static int64_t of_mail(struct work *w, str mail) {
    if (!mail.len) {
        return 0;
    }
    int64_t account = db_number(
            w, "SELECT COALESCE((SELECT id FROM account WHERE mail = LOWER(?)), 0)", txt(mail));
    return account ? individual_of_account(w, account)
                   : db_number(w,
                             "SELECT COALESCE((SELECT MIN(m.individual_id) FROM individual_mail AS m"
                             " WHERE m.mail = LOWER(?)), (SELECT MIN(p.individual_id)"
                             " FROM person AS p WHERE LOWER(p.mail) = LOWER(?) AND p.accepted > 0"
                             " AND (p.until = '' OR p.until >= ?)), 0)",
                             txt(mail), txt(mail), txt(today(w)));
}

/* Of who proved to hold the address of the account, as a contact person who accepted being stored or
 * otherwise. */
static int64_t of_accepted(struct work *w, int64_t account) {
    return db_number(w,
            "SELECT COALESCE((SELECT MIN(i.id) FROM individual AS i JOIN account AS a ON a.id = ?"
            " WHERE i.account_id IS NULL AND (EXISTS (SELECT 1 FROM person AS p"
            "  WHERE p.individual_id = i.id AND p.accepted > 0 AND LOWER(p.mail) = a.mail"
            "  AND (p.until = '' OR p.until >= ?))"
            " OR EXISTS (SELECT 1 FROM individual_mail AS m"
            "  WHERE m.individual_id = i.id AND m.mail = a.mail))), 0)",
            num(account), txt(today(w)));
}

int64_t individual_of_account(struct work *w, int64_t account) {
    int64_t id = of_account(w, account);
    if (id) {
        return id;
    }
    id = of_accepted(w, account);
    if (!id) {
        return add(w, account);
    }
    db_run(w, "UPDATE individual SET account_id = ? WHERE id = ?", num(account), num(id));
    return id;
}

int64_t individual_of_person(struct work *w, int64_t person) {
    int64_t id = 0;
    int64_t accepted = 0;
    str mail = {0};
    struct rows r =
            db_rows(w, "SELECT COALESCE(individual_id, 0), mail, accepted FROM person WHERE id = ?",
                    num(person));
    bool found = db_next(&r, to(id), to(mail), to(accepted));
    db_stop(&r);
    if (!found || id) {
        return id;
    }
    id = accepted ? of_mail(w, mail) : 0;
    id = id ? id : add(w, 0);
    db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(id), num(person));
    return id;
}

int64_t individual_typed(struct work *w, str mail) {
    int64_t id = of_mail(w, mail);
    return id ? id : add(w, 0);
}

struct individual_word individual_word(struct work *w, int64_t id) {
    struct individual_word said = {0};
    struct rows r = db_rows(w, "SELECT languages, zone FROM individual WHERE id = ?", num(id));
    (void)db_next(&r, to(said.languages), to(said.zone));
    db_stop(&r);
    return said;
}

void individual_say(struct work *w, int64_t id, const struct individual_word *said) {
    db_run(w, "UPDATE individual SET languages = ?, zone = ? WHERE id = ?", txt(said->languages),
            txt(said->zone), num(id));
    note(w, id);
}

void individual_prove(struct work *w, int64_t id, str mail) {
    db_run(w,
            "INSERT INTO individual_mail (individual_id, mail, proven) VALUES (?, LOWER(?), ?)"
            " ON CONFLICT (individual_id, mail) DO NOTHING",
            num(id), txt(mail), num(w->now));
}

void individual_claim(struct work *w, str mail) {
    int64_t id = of_mail(w, mail);
    if (!id) {
        return;
    }
    db_run(w,
            "UPDATE person SET individual_id = ? WHERE individual_id IS NULL AND accepted > 0"
            " AND LOWER(mail) = LOWER(?) AND (until = '' OR until >= ?)",
            num(id), txt(mail), txt(today(w)));
    note(w, id);
}

/* Whoever has an account keeps it; two of them with one each are never made one. */
bool individual_twins_of(struct work *w, str mail, struct individual_twins *found) {
    *found = (struct individual_twins){0};
    struct rows r = db_rows(w,
            "WITH proven AS (SELECT i.id, COALESCE(i.account_id, 0) AS account_id"
            " FROM individual AS i JOIN account AS a ON a.id = i.account_id"
            " WHERE a.mail = LOWER(?)"
            " UNION SELECT i.id, COALESCE(i.account_id, 0)"
            " FROM individual AS i JOIN person AS p ON p.individual_id = i.id"
            " WHERE p.accepted > 0 AND ? <> '' AND LOWER(p.mail) = LOWER(?)"
            " AND (p.until = '' OR p.until >= ?)"
            " UNION SELECT i.id, COALESCE(i.account_id, 0)"
            " FROM individual AS i JOIN individual_mail AS m ON m.individual_id = i.id"
            " WHERE m.mail = LOWER(?))"
            " SELECT f.id, t.id FROM proven AS f JOIN proven AS t ON t.id <> f.id"
            " WHERE f.account_id = 0 AND (t.account_id > 0 OR t.id < f.id)"
            " ORDER BY t.account_id DESC, t.id, f.id LIMIT 1",
            txt(mail), txt(mail), txt(mail), txt(today(w)), txt(mail));
    bool there = db_next(&r, to(found->from), to(found->to));
    db_stop(&r);
    return there;
}

/* The account is taken off first: only one individual may have it at a time. */
static void move_account(struct work *w, int64_t from, int64_t to) {
    int64_t account = db_number(
            w, "SELECT COALESCE((SELECT account_id FROM individual WHERE id = ?), 0)", num(from));
    bool taken = db_number(
            w, "SELECT COUNT(*) FROM individual WHERE id = ? AND account_id IS NOT NULL", num(to));
    if (account && !taken) {
        db_run(w, "UPDATE individual SET account_id = NULL WHERE id = ?", num(from));
        db_run(w, "UPDATE individual SET account_id = ? WHERE id = ?", num(account), num(to));
    }
}

void individual_merge(struct work *w, int64_t from, int64_t to) {
    if (from == to) {
        return;
    }
    struct individual_word said = individual_word(w, from);
    move_account(w, from, to);
    db_run(w,
            "UPDATE individual SET languages = CASE WHEN languages = '' THEN ? ELSE languages END,"
            " zone = CASE WHEN zone = '' THEN ? ELSE zone END WHERE id = ?",
            txt(said.languages), txt(said.zone), num(to));
    db_run(w, "UPDATE person SET individual_id = ? WHERE individual_id = ?", num(to), num(from));
    db_run(w, "UPDATE person SET parted_id = ? WHERE parted_id = ?", num(to), num(from));
    db_run(w,
            "INSERT INTO individual_mail (individual_id, mail, proven)"
            " SELECT ?, mail, proven FROM individual_mail WHERE individual_id = ?"
            " ON CONFLICT (individual_id, mail) DO NOTHING",
            num(to), num(from));
    db_run(w, "DELETE FROM individual WHERE id = ?", num(from));
    note(w, from);
    note(w, to);
}

void individual_sweep(struct work *w) {
    int64_t *gone = NULL;
    int64_t id = 0;
    size_t count = 0;
    size_t room = 0;
    struct rows r = db_rows(w, "DELETE FROM individual WHERE account_id IS NULL AND NOT EXISTS"
                               " (SELECT 1 FROM person WHERE individual_id = individual.id"
                               "  OR parted_id = individual.id)"
                               " AND NOT EXISTS (SELECT 1 FROM encounter_person AS e"
                               "      WHERE e.individual_id = individual.id AND e.mail <> '')"
                               " RETURNING id");
    while (db_next(&r, to(id))) {
        arena_room(w->mem, int64_t, gone, count, room);
        gone[count++] = id;
    }
    for (size_t i = 0; i < count; i++) {
        note(w, gone[i]);
    }
}
