#include "privacy/whom.h"

#include "db/db.h"

static int64_t individual_of(struct work *w, int64_t account, int64_t person) {
    return db_number(w,
            "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?),"
            " (SELECT individual_id FROM person WHERE id = ?), 0)",
            num(account), num(person));
}

/* What they are known by under other addresses that they proved to hold. */
static void add_others(struct work *w, struct whom *found) {
    struct people others = {0};
    if (found->individual) {
        others = person_of_individual(w, found->individual);
    }
    for (size_t i = 0; i < others.count && found->people.count < PEOPLE_MOST; i++) {
        bool known = false;
        for (size_t j = 0; j < found->people.count; j++) {
            known = known || found->people.at[j].id == others.at[i].id;
        }
        if (!known) {
            found->people.at[found->people.count++] = others.at[i];
        }
    }
}

bool whom_account(struct work *w, int64_t account, struct whom *found) {
    *found = (struct whom){0};
    if (!account_one(w, account, &found->account)) {
        return false;
    }
    found->mail = found->account.mail;
    found->people = person_of_mail(w, found->mail);
    found->individual = individual_of(w, account, 0);
    add_others(w, found);
    return true;
}

bool whom_person(struct work *w, int64_t person, struct whom *found) {
    struct person one = {0};
    *found = (struct whom){0};
    if (!person_stored(w, person, &one)) {
        return false;
    }
    found->mail = one.mail;
    found->individual = individual_of(w, 0, person);
    found->people = person_of_mail(w, one.mail);
    if (found->people.count == 0) {
        found->people.at[found->people.count++] = one;
    }
    return true;
}

bool whom_mail(struct work *w, str mail, struct whom *found) {
    *found = (struct whom){.mail = mail};
    found->people = person_of_mail(w, mail);
    if (found->people.count) {
        found->individual = individual_of(w, 0, found->people.at[0].id);
    }
    return found->people.count > 0;
}
