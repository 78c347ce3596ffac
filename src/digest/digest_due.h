/* Whose digest is due: in the morning of the day they chose, where they are. Somebody new waits for
 * the next such morning, and one that was missed comes later on the same day or the next. */
#pragma once

#include "digest/digest_wish.h"

enum {
    DIGEST_DUE_AT_ONCE = 200,
    DIGEST_HOUR_FIRST = 7, /* on their clock: from then on it may come, */
    DIGEST_HOUR_LAST = 20, /* until then */
};

struct digest_turn {
    int64_t account, person; /* one of them is 0 */
    int64_t individual;      /* 0: not known as one yet */
    str name, mail;
    enum tongue tongue;
    str zone;
    struct digest_wish wish;
    str day;     /* theirs, now */
    bool due;    /* it is to be looked what to tell them */
    bool begins; /* they are new: nothing is told, and the day is noted */
};

struct digest_turns {
    struct digest_turn *at;
    size_t count;
    int64_t last; /* the number to go on after; 0: nobody is left */
};

/* Accounts with a task who want it, by number from `after` on. */
struct digest_turns digest_due_accounts(struct work *w, int64_t after);

/* Contact persons without an account who agreed to it, each address once. */
struct digest_turns digest_due_people(struct work *w, int64_t after);
