/* How long things are kept, and letting go of them by itself: in the job that keeps house, every hour.
 * An administrator may choose other days. */
#pragma once

#include "base/work.h"

enum retention_rule {
    RETENTION_ACCOUNT,    /* not used for so long; told by mail RETENTION_NOTICE_DAYS before */
    RETENTION_INVITATION, /* unanswered */
    RETENTION_CONTACT,    /* entered by somebody else, and not accepted */
    RETENTION_LETTER,     /* that a letter was sent, to whom and when */
    RETENTION_AUDIT,      /* who saw or changed contact data */
    RETENTION_RULES,
};

enum { RETENTION_NOTICE_DAYS = 30, RETENTION_AT_ONCE = 100 };

struct retention {
    const char *word;           /* in forms: "account" */
    int64_t usual, least, most; /* days */
};

const struct retention *retention_of(enum retention_rule rule);
int64_t retention_days(struct work *w, enum retention_rule rule);

/* In a transaction. False for days outside what the rule allows. */
bool retention_set(struct work *w, enum retention_rule rule, int64_t days);

int64_t retention_due(struct work *w, enum retention_rule rule); /* how many would go now */

/* In a transaction: lets go of RETENTION_AT_ONCE of them at most; how many went. */
int64_t retention_apply(struct work *w, enum retention_rule rule);

/* Accounts whose users are to be told now: RETENTION_AT_ONCE of them at most, by number. */
struct retention_ids {
    int64_t at[RETENTION_AT_ONCE];
    size_t count;
};
struct retention_ids retention_to_tell(struct work *w);
void retention_note_told(struct work *w, int64_t account);
