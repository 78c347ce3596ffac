/* Keys that lie in somebody's telephone, computer or security key, and sign them in. Only their
 * public halves are stored; what they sign is checked by wire/webauthn.h. */
#pragma once

#include "base/work.h"

struct passkey {
    int64_t id;
    int64_t account;
    str credential;    /* its name in the device, as base64url */
    str key;           /* the public half, as base64url */
    int64_t algorithm; /* as in COSE */
    str name;          /* as its owner calls it */
    int64_t counter;   /* 0 if it does not count */
    int64_t created;
    int64_t used; /* 0: never */
};

struct passkeys {
    struct passkey *at;
    size_t count;
};

enum { PASSKEYS_MOST = 20, PASSKEY_NAME_MOST = 60, PASSKEY_CREDENTIAL_MOST = 1400 };

enum passkey_flaw { PASSKEY_FINE, PASSKEY_KNOWN, PASSKEY_TOO_MANY };

/* Without a name, or with one too long to be shown, it is called as `otherwise`. */
enum passkey_flaw passkey_add(struct work *w, struct passkey *k, str otherwise);

struct passkeys passkey_list(struct work *w, int64_t account); /* the oldest first */
bool passkey_by_credential(struct work *w, str credential, struct passkey *found);

/* Notes that it signed. False where it counts and its counter did not move on: then there is
 * perhaps a copy of it. Within a transaction. */
bool passkey_use(struct work *w, const struct passkey *k, int64_t counter);

bool passkey_remove(struct work *w, int64_t account, int64_t id); /* false: it is not theirs */
void passkey_remove_all(struct work *w, int64_t account);
