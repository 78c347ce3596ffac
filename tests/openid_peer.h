/* A provider of the tests' own for OpenID Connect, on 127.0.0.1: it signs one person in who says yes,
 * and can be told to get one thing wrong. */
#pragma once

#include "base/buf.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdatomic.h>

enum peer_fault {
    PEER_WELL,
    PEER_WELL_ON_CURVE, /* ES256 */
    PEER_WELL_FOR_TWO,  /* two audiences, and azp says which of them it was given to */
    PEER_SECRET_IN_FORM,
    PEER_MAIL_APART, /* the mail address stands in userinfo only */

    /* the token */
    PEER_FORGED,     /* signed with a key that goes by the name of another */
    PEER_CHANGED,    /* changed after it was signed */
    PEER_NOT_SIGNED, /* alg none */
    PEER_HMAC,       /* HS256 with the public key as secret */
    PEER_UNKNOWN_KEY,
    PEER_NEW_KEY, /* published since the keys were last fetched */
    PEER_OTHER_ISSUER,
    PEER_OTHER_AUDIENCE,
    PEER_TWO_AUDIENCES, /* and not said to whom it was given */
    PEER_EXPIRED,
    PEER_FROM_FUTURE,
    PEER_OTHER_NONCE,
    PEER_WITHOUT_NONCE,
    PEER_NO_SUBJECT,
    PEER_UNVERIFIED, /* email_verified is false */
    PEER_VERIFIED_UNSAID,
    PEER_OTHER_PERSON, /* userinfo is of somebody else */

    /* what it says of itself */
    PEER_OTHER_NAME,
    PEER_PLAIN_ENDPOINT, /* a token endpoint without TLS, on another machine */
    PEER_WITHOUT_PKCE,
    PEER_WITHOUT_KEYS,
    PEER_NAMES_ITSELF, /* says that iss comes back, and leaves it out */
    PEER_MIXED_UP,     /* sends the iss of somebody else */
    PEER_NONSENSE,
    PEER_HUGE,
    PEER_SILENT,
    PEER_AWAY,            /* 503 */
    PEER_ROUND_AND_ROUND, /* redirects without end */
    PEER_NOTHING,         /* 404 */
};

#define PEER_CLIENT "handslag-here"
#define PEER_SECRET "s3cret: with = and % and ü"

struct peer {
    int socket;
    uint16_t port;
    pthread_t thread;
    _Atomic enum peer_fault fault;
    atomic_int key_asked;      /* how often the keys were fetched */
    atomic_int document_asked; /* and the document */
    EVP_PKEY *rsa, *curve, *other;
    char issuer[64];
    char subject[64];
    char mail[128];
    char name[64];
    char next_code[64]; /* given out and not used yet */
    char challenge[64], nonce[64], back[256];
};

bool peer_open(struct peer *p, uint16_t port); /* 0: any that is free */
void peer_close(struct peer *p);

/* What the browser would bring back after the person said yes: "code=...&state=...&iss=...". The
 * question is the whole address it was sent to. */
str peer_says_yes(struct peer *p, struct arena *mem, str question);
