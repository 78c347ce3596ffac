/* One line to type into, for what is not a column of a table: mail, names, passwords.
 *
 * What is wrong stands beside the field and in a list above the form; a password is never shown
 * again. */
#pragma once

#include "web/page.h"

struct entry {
    str name; /* of the field, and its id */
    str type; /* "text", "email", "password" */
    str fill; /* what browsers may fill in: "username" */
    str label;
    str hint;
    str value;
    str wrong; /* empty while it is right */
};

struct entries {
    const struct entry *at;
    size_t count;
};

void entry_put(struct page *p, const struct entry *e);

/* Which language somebody reads: the field "tongue". */
void entry_tongue(struct page *p, enum tongue chosen);
enum tongue entry_tongue_of(struct page *p, enum tongue otherwise); /* what came back */

/* Nothing where nothing is wrong. */
void entry_errors(struct page *p, struct entries all);
bool entry_any_wrong(struct entries all);

/* What a person got wrong, and what makes a good password; empty where nothing is wrong. */
str entry_account_wrong(struct work *w, enum account_flaw flaw);
str entry_password_wrong(struct work *w, enum password_flaw flaw);
str entry_password_rules(struct work *w);
