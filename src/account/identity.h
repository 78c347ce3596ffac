/* Who an account is at a provider (identity_provider.h): signing in there signs in here. */
#pragma once

#include "base/work.h"

struct identity {
    int64_t id;
    str issuer;
    str subject;  /* what the issuer calls the person, and nobody else, for ever */
    str mail;     /* what it said their address was then; empty: it did not */
    str provider; /* in lists: what we call the issuer; empty if it is ours no more */
    int64_t created;
    int64_t seen; /* signed in with last; 0: never yet */
};

struct identities {
    struct identity *at;
    size_t count;
};

enum { IDENTITIES_MOST = 20, IDENTITY_OFFER_AGE_MOST = 10 * 60 };

/* The account; 0 if nobody's. */
int64_t identity_account(struct work *w, str issuer, str subject);
void identity_note_seen(struct work *w, str issuer, str subject);

/* False if it is another account's. */
bool identity_add(struct work *w, int64_t account, const struct identity *i);
bool identity_remove(struct work *w, int64_t account, int64_t id); /* false: it is not theirs */
struct identities identity_list(struct work *w, int64_t account);

/* Kept for whom a provider has named, until they show in the usual way that the account of the same
 * mail address is theirs: a few minutes, under a token that only their browser has. */
void identity_offer(struct work *w, str token, int64_t account, const struct identity *i);
bool identity_offered(struct work *w, str token, int64_t account, struct identity *found);
void identity_offer_end(struct work *w, str token);
