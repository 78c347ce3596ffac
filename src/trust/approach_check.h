/* Whether a contact request may be made: what somebody may have got wrong, and the bounds that keep
 * it from becoming a way to write to everybody. No bound tells who refused: what is refused counts as
 * open until its deadline, and as what is not answered after it. */
#pragma once

#include "trust/approach.h"

enum approach_flaw {
    APPROACH_FINE,
    APPROACH_WITHOUT_ASKED,   /* nobody can be asked there */
    APPROACH_WITHOUT_SPEAKER, /* nobody of the side that asks is named, or reached */
    APPROACH_OF_ONESELF,
    APPROACH_WITHOUT_REASON,
    APPROACH_REASON_LONG,
    APPROACH_DAY_WRONG, /* no day, or not within the bounds */
    APPROACH_UNDER_WAY, /* between these two there is one already */
    APPROACH_RESTS,     /* one between these two ended a short while ago */
    APPROACH_MANY_BY_YOU,
    APPROACH_MANY_OPEN,  /* of the cluster; see approach_open_most() */
    APPROACH_MANY_THERE, /* for whoever is asked */
};

enum {
    APPROACH_BY_ONE_A_DAY = 10, /* by one account */
    APPROACH_TO_ONE_OPEN = 5,   /* to one person, from everybody */
    APPROACH_TO_ONE_BY_US = 2,  /* to one person, from one cluster */
    APPROACH_REST_DAYS = 30,    /* between two requests of the same to the same */
    APPROACH_OPEN_USUAL = 30,   /* open at once, for one cluster */
    APPROACH_OPEN_LEAST = 5,    /* however many came to nothing */
    APPROACH_LATELY_DAYS = 90,
};

/* Brings reasons and deadline into normal form, works out `days`, and looks at all but the people. */
enum approach_flaw approach_check_words(struct work *w, struct approach *a);

/* Whether it may be made now. In a transaction; `asker`, `speaker` and `asked` are known. */
enum approach_flaw approach_check(struct work *w, const struct approach *a);

/* How many a cluster may have open at once: each that came to nothing lately takes one away. */
int64_t approach_open_most(struct work *w, int64_t cluster);
int64_t approach_open_now(struct work *w, int64_t cluster);
