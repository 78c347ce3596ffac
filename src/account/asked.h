/* What a visitor asked to be sent by mail: a link to sign in with, or to set a new password.
 *
 * Here it is only noted. Whether there is such an account is looked at afterwards, by the clock
 * (job/asked_letters.h): so neither the answer nor how long it takes tells who has one. */
#pragma once

#include "account/link.h"

enum {
    ASKED_SIGN_IN_AGE_MOST = 15 * 60, /* of the links */
    ASKED_PASSWORD_AGE_MOST = 3600,
    ASKED_OPEN_MOST = 3,      /* links of one kind that an account may have at once */
    ASKED_WAITING_MOST = 500, /* more are not noted */
    ASKED_AGE_MOST = 300,     /* what waited so long for the clock is not answered any more */
};

struct asked {
    enum link_purpose purpose; /* LINK_SIGN_IN or LINK_PASSWORD */
    str mail;                  /* as typed */
    str browser;               /* a hash of what it calls itself */
    str address;               /* of this place: house->address */
};

/* Seconds to wait until it may be asked; 0: it was noted. It counts as an attempt, by the address
 * asked about and by where the question comes from; `peer` is the latter. */
int64_t asked_add(struct work *w, const struct asked *a, str peer);

bool asked_any(struct work *w); /* cheaper than asked_take(), and outside of a transaction */

/* Takes the oldest, in the transaction that answers it; what is too old goes unanswered. */
bool asked_take(struct work *w, struct asked *found);

/* The token for the account; empty while enough of its links are open. */
str asked_link(struct work *w, const struct asked *a, int64_t account);
int64_t asked_link_age(enum link_purpose purpose); /* seconds */

/* A link was used: the others of the account are good no more, and its asking no longer counts. */
void asked_used(struct work *w, int64_t account, str mail, str peer);

/* What an account's browser is known by; never more than this hash is stored. */
str asked_browser(struct arena *mem, str user_agent);
