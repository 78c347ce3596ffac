/* What people agree to, purpose by purpose: the very text they were shown, in which language, when,
 * who recorded it and how, and when they took it back. What holds at the moment also stands with the
 * contact person (person.consents), where lists and imports read it. */
#pragma once

#include "directory/person.h"

enum purpose {
    PURPOSE_LISTED,
    PURPOSE_INTRODUCED,
    PURPOSE_DIGEST,
    PURPOSE_STATISTICS,
    PURPOSES,
};

enum consent_how {
    CONSENT_SELF,   /* signed in */
    CONSENT_LINK,   /* by a mail link, without an account */
    CONSENT_TOLD,   /* they told their cluster, which recorded it */
    CONSENT_IMPORT, /* it came with a table; what text they were shown is not known */
    CONSENT_HOWS,
};

struct consent {
    int64_t id;
    int64_t person;  /* whose it is, or */
    int64_t account; /* this one's; the other is 0 */
    enum purpose purpose;
    str body; /* as it was shown */
    str lang;
    int64_t given;
    int64_t given_by; /* an account; 0: by a mail link, or a table */
    enum consent_how how;
    int64_t withdrawn; /* 0: it holds */
    enum consent_how withdrawn_how;
};

struct consents {
    struct consent *at;
    size_t count;
};

enum { CONSENTS_MOST = 500 };

str purpose_word(enum purpose p); /* as in person.consents */
bool purpose_of(str word, enum purpose *found);
str purpose_text(struct work *w, enum purpose p); /* what is agreed to, in the reader's language */

/* In a transaction, for whose `person` or `account` it is. Giving what holds already, and taking back
 * what does not, change nothing. The text is that of the work's language. */
void consent_give(struct work *w, const struct consent *c);
void consent_withdraw(struct work *w, const struct consent *c);

/* What somebody changed in person.consents, brought into the record. */
void consent_follow(struct work *w, const struct person *p, str before, enum consent_how how);

/* Consents that came with tables get their entries. For the clock. */
void consent_note_imported(struct work *w);

struct consents consent_list(struct work *w, int64_t person, int64_t account); /* newest first */
