/* An account's mail address on its way to be another one: it is once both addresses agreed, and not
 * if either refuses. An account waits for one change at most.
 *
 * Whether another account has the new address is looked at only when that address agrees: whoever
 * asks for the change does not learn it, whoever reads the mail there may. */
#pragma once

#include "account/link.h"

enum { MAIL_CHANGE_AGE_MOST = 7 * 24 * 3600 };

struct mail_change {
    int64_t account;
    str mail; /* the new one */
    bool old_agreed, new_agreed;
    int64_t created;
};

enum mail_change_flaw {
    MAIL_CHANGE_FINE,
    MAIL_CHANGE_WITHOUT_MAIL, /* or it is none */
    MAIL_CHANGE_SAME,         /* as the one they have */
    MAIL_CHANGE_TOO_SOON,     /* they asked a moment ago; see attempt.h */
};

/* In place of one that was waiting. `peer` is where they come from. */
enum mail_change_flaw mail_change_ask(struct work *w, struct mail_change *c, str peer);

/* The token of a link to one of the two addresses: LINK_MAIL_OLD or LINK_MAIL_NEW. */
str mail_change_link(struct work *w, const struct mail_change *c, enum link_purpose which);

bool mail_change_one(struct work *w, int64_t account, struct mail_change *found);
void mail_change_end(struct work *w, int64_t account); /* withdrawn, or refused */

enum mail_change_state {
    MAIL_CHANGE_WAITS, /* for the other address */
    MAIL_CHANGE_DONE,
    MAIL_CHANGE_TAKEN, /* another account has it: the change is over */
};

/* One address agrees; with the second one it is done, and links sent to the old one end. */
enum mail_change_state mail_change_agree(
        struct work *w, struct mail_change *c, enum link_purpose which);

void mail_change_sweep(struct work *w); /* forgets what was not answered; for the night */
