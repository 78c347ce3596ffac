#include "privacy/whom.h"

#include "db/db.h"

static int64_t individual_of(struct work *w, int64_t account, int64_t person) {
    return db_number(w,
            "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?),"
            " (SELECT individual_id FROM person WHERE id = ?), 0)",
            num(account), num(person));
}

bool whom_account(struct work *w, int64_t account, struct whom *found) {
    *found = (struct whom){0};
    if (!account_one(w, account, &found->account)) {
        return false;
    }
    found->mail = found->account.mail;
    found->people = person_of_mail(w, found->mail);
    found->individual = individual_of(w, account, 0);
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
