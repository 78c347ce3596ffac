/* Signing in: the same answer after the same time whether there is such an account or not, and also
 * where it is suspended. */
#pragma once

#include "account/account.h"
#include "account/password.h"

struct sign_in {
    str mail, password;     /* as typed */
    str address;            /* of the peer, as text: "192.0.2.7" */
    int64_t wait;           /* SIGN_IN_WAIT: seconds until it is worth trying again */
    struct account account; /* SIGN_IN_RIGHT */
};

enum sign_in_result { SIGN_IN_RIGHT, SIGN_IN_WRONG, SIGN_IN_WAIT };

/* Call it outside a transaction: it makes its own, so that none is open while a password is
 * hashed. After SIGN_IN_RIGHT the surface starts a session. */
enum sign_in_result sign_in_try(struct work *w, struct password_gate *gate, struct sign_in *s);
