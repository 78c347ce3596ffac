#include "directory/individual.h"

#include "db/db.h"

static int64_t add(struct work *w, int64_t account) {
    return db_number(w, "INSERT INTO individual (account_id, created) VALUES (?, ?) RETURNING id",
            account ? num(account) : none(), num(w->now));
}

static int64_t of_account(struct work *w, int64_t account) {
    return db_number(w, "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(account));
}

/* Somebody known already who has proved to have the same address; 0 if there is none. */
static int64_t of_mail(struct work *w, str mail) {
    if (!mail.len) {
        return 0;
    }
    int64_t account = db_number(
            w, "SELECT COALESCE((SELECT id FROM account WHERE mail = LOWER(?)), 0)", txt(mail));
    return account ? individual_of_account(w, account)
                   : db_number(w,
                             "SELECT COALESCE((SELECT MIN(individual_id) FROM person"
                             " WHERE LOWER(mail) = LOWER(?) AND confirmed <> ''), 0)",
                             txt(mail));
}

static int64_t of_confirmed(struct work *w, int64_t account) {
    return db_number(w,
            "SELECT COALESCE((SELECT MIN(p.individual_id) FROM person AS p"
            " JOIN account AS a ON LOWER(p.mail) = a.mail"
            " JOIN individual AS i ON i.id = p.individual_id"
            " WHERE a.id = ? AND p.confirmed <> '' AND i.account_id IS NULL), 0)",
            num(account));
}

int64_t individual_of_account(struct work *w, int64_t account) {
    int64_t id = of_account(w, account);
    if (id) {
        return id;
    }
    id = of_confirmed(w, account);
    if (!id) {
        return add(w, account);
    }
    db_run(w, "UPDATE individual SET account_id = ? WHERE id = ?", num(account), num(id));
    return id;
}

int64_t individual_of_person(struct work *w, int64_t person) {
    int64_t id = 0;
    str mail = {0};
    str confirmed = {0};
    struct rows r = db_rows(w,
            "SELECT COALESCE(individual_id, 0), mail, confirmed FROM person WHERE id = ?",
            num(person));
    bool found = db_next(&r, to(id), to(mail), to(confirmed));
    db_stop(&r);
    if (!found || id) {
        return id;
    }
    id = confirmed.len ? of_mail(w, mail) : 0;
    id = id ? id : add(w, 0);
    db_run(w, "UPDATE person SET individual_id = ? WHERE id = ?", num(id), num(person));
    return id;
}

int64_t individual_typed(struct work *w, str mail) {
    int64_t id = of_mail(w, mail);
    return id ? id : add(w, 0);
}

void individual_sweep(struct work *w) {
    db_run(w, "DELETE FROM individual WHERE account_id IS NULL AND NOT EXISTS"
              " (SELECT 1 FROM person WHERE individual_id = individual.id)"
              " AND NOT EXISTS (SELECT 1 FROM encounter_person AS e"
              "                 WHERE e.individual_id = individual.id AND e.mail <> '')");
}
