/* The second step of signing in: what an account has for it, whether its roles ask for it, and
 * trying a typed code. */
#pragma once

#include "account/role.h"
#include "db/seal.h"

struct second {
    bool totp;
    int64_t passkeys;
    int64_t codes; /* recovery codes left */
};

struct second second_of(struct work *w, int64_t account);
bool second_is_on(const struct second *s);

struct second_try {
    int64_t account;
    str code;      /* as typed: six digits from the app, or a recovery code */
    str address;   /* of the peer */
    int64_t wait;  /* SECOND_WAIT: seconds until it is worth trying again */
    bool recovery; /* SECOND_RIGHT: it was a recovery code */
};

enum second_result { SECOND_RIGHT, SECOND_WRONG, SECOND_WAIT };

/* Throttled like passwords, but by itself: who knows the password does not make it forget. Call it
 * outside a transaction, it makes its own; a code that was right is used up after it. */
enum second_result second_try(struct work *w, const struct seal *seal, struct second_try *t);

/* Everything of it, with what was begun; within a transaction. */
void second_remove(struct work *w, int64_t account);

/* Whether everybody with that kind of role has to have one. */
bool second_wanted(struct work *w, enum role_kind kind);
void second_want(struct work *w, enum role_kind kind, bool wanted);
