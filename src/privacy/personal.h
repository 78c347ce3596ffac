/* The map of personal data: every column there is, and how it is about somebody. What people take
 * along, and what erasing them does, go by it. A test fails where the schema has a column that does
 * not stand here. */
#pragma once

#include "base/str.h"

enum personal_kind {
    PERSONAL_NONE,       /* says nothing of a person */
    PERSONAL_ACCOUNT,    /* the account the row is about: it goes with it */
    PERSONAL_CONTACT,    /* the contact person the row is about: it goes with them */
    PERSONAL_INDIVIDUAL, /* the human the row is about: a key that goes with them (ON DELETE
                            CASCADE) */
    PERSONAL_ABOUT,      /* the human another person's own note is about: it goes with them the same
                            way, and is handed out to that other person only */
    PERSONAL_MAIL,       /* the mail address the row is about: it goes with it */
    PERSONAL_BY,         /* the account that did it: it stays, as somebody erased */
    PERSONAL_BY_KEY,     /* the same, in a column that must point to an account: it is left empty */
    PERSONAL_PART,       /* more of what the row is about: it goes with the row */
    PERSONAL_SECRET,     /* the same, and not even handed out to whom it is about */
    PERSONAL_TEXT,       /* people wrote it, and it may name anybody: the name is taken out */
    PERSONAL_RAW,        /* brought in by a table: the row goes where it names the person */
    PERSONAL_DERIVED,    /* made from a text, and made anew from what is left of it */
    PERSONAL_KEPT,       /* a number or a hash without the name: stays until its day */
    PERSONAL_KINDS,
};

struct personal {
    const char *table;
    const char *columns; /* "id mail name" */
    enum personal_kind kind;
};

struct personals {
    const struct personal *at;
    size_t count;
};

enum { PERSONAL_ERASED = -1 }; /* in place of the account that did something: somebody erased */

struct personals personal_list(void);

/* PERSONAL_KINDS where the map does not know the column. */
enum personal_kind personal_kind_of(str table, str column);
