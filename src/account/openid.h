/* Signing in with a provider: the authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID
 * Connect Core 1.0, section 3.1).
 *
 * The browser keeps one random token for as long as it is away. From it come the state, the nonce
 * and the PKCE verifier, so none of them is stored, and an answer is only taken from the browser
 * that asked. Nothing here stands in a transaction: it waits for another machine. */
#pragma once

#include "account/identity_provider.h"
#include "db/seal.h"

enum {
    OPENID_VISIT_AGE_MOST = 10 * 60,
    OPENID_DOCUMENT_AGE_MOST = 24 * 3600,
    OPENID_KEYS_WAIT = 60, /* seconds before the keys are asked for once more */
    OPENID_MILLISECONDS = 5000,
};

struct openid {
    const struct seal *seal;
    struct fetch_gate *gate;
    str back;          /* our address that the provider sends the browser back to */
    long milliseconds; /* for each question to it; 0: as usual */
    struct identity_provider provider;
};

/* Somebody who was sent there. */
struct openid_visit {
    int64_t provider;
    int64_t account; /* who adds the provider to it; 0: they sign in */
    enum tongue tongue;
    str next; /* the page they wanted */
};

/* What the browser brings back, and its token. */
struct openid_answer {
    str state, code, error, issuer;
    str token;
};

struct openid_person {
    str issuer, subject;
    str mail; /* in lower case; empty unless the provider says that it is theirs */
    str name;
};

/* Where to send the browser, and the token for its cookie. */
enum openid_result openid_begin(
        struct work *w, struct openid *o, const struct openid_visit *v, str *address, str *token);

/* Uses the visit up. False if there is none of that state, or it is over. */
bool openid_return(struct work *w, str state, struct openid_visit *found);

/* Asks who it is; `o` has the provider of the visit. What goes wrong is noted with the provider. */
enum openid_result openid_finish(struct work *w, struct openid *o, const struct openid_answer *a,
        struct openid_person *person);

/* For the administrator: fetches document and keys anew, and tries id and secret with a code that
 * does not exist. */
enum openid_result openid_try(struct work *w, struct openid *o);
