/* Letters about what is stored: that somebody entered a contact person (what article 14 of the GDPR
 * wants told: who, what, why, on what basis, how long, which rights), that an account goes because it
 * is not used, and the link that somebody without an account asked for. */
#pragma once

#include "db/seal.h"
#include "directory/person.h"

struct notice {
    const struct seal *seal;
    str address; /* of this place for everybody outside: "https://clusters.example.org" */
};

enum { NOTICE_AT_ONCE = 50, NOTICE_LINK_DAYS = 30, NOTICE_ASKED_HOURS = 24 };

/* In a transaction each: letters to those who have not had theirs; how many. */
size_t notice_contacts(struct work *w, const struct notice *n);
size_t notice_accounts(struct work *w, const struct notice *n);

/* In a transaction: the link to what is stored about a contact person, sent to their mail address. */
void notice_link(struct work *w, const struct notice *n, const struct person *p);
