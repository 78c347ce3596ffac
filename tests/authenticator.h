/* A device that holds one passkey, made of libsodium's Ed25519, and the browser before it. Each part
 * of what it says can be made wrong. */
#pragma once

#include "wire/webauthn.h"

struct authenticator {
    unsigned char key[32]; /* the public half */
    unsigned char secret[64];
    unsigned char credential[16];
    uint32_t counter; /* of its next signature */
    str host, origin;
    bool absent;   /* nobody touches it */
    bool verifies; /* knows its owner */
    bool framed;   /* asked within another site's page */
    str adds;      /* CBOR that it adds unasked */
};

void authenticator_new(struct authenticator *a); /* at https://clusters.example.org */

struct webauthn_sent authenticator_make(
        struct arena *mem, const struct authenticator *a, str challenge);
struct webauthn_sent authenticator_sign(
        struct arena *mem, const struct authenticator *a, str challenge);
str authenticator_credential(struct arena *mem, const struct authenticator *a); /* base64url */
