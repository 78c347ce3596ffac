/* Passkeys on pages: the form whose button the script (assets/app.js) turns into the browser's
 * question, and what comes back of it. Where passkeys cannot be had, the page says so instead. */
#pragma once

#include "account/passkey.h"
#include "web/page.h"
#include "wire/webauthn.h"

struct passkey_form {
    str action;      /* "/sign-in/passkey" */
    str purpose;     /* of the challenge */
    str next;        /* a page to go on to, or empty */
    int64_t account; /* only this one's passkeys; 0: any */
    bool verified;   /* by finger, face or number */
    str button;
};

void passkey_form(struct page *p, const struct passkey_form *f);

/* The same to make one, with a field for its name. */
void passkey_form_new(struct page *p, str purpose);

/* False where passkeys cannot be had at this platform's address. */
bool passkey_place(struct page *p, struct webauthn_place *place);

struct passkey_asked {
    str purpose;
    bool verified;
    int64_t account; /* whose it has to be; 0: anybody's, and whose it was after it */
};

/* What was sent signs in, within a transaction. False if not, for whatever reason: the caller keeps
 * the transaction all the same, for what was noted of it. */
bool passkey_take(struct page *p, struct passkey_asked *asked);
str passkey_wrong(struct work *w); /* what is said then */

/* What was sent is a new one of the actor's, within a transaction; not stored yet. */
bool passkey_read(struct page *p, str purpose, struct passkey *k);
