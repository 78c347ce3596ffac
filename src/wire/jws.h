/* Signed tokens in the compact form of RFC 7515, checked with a set of public keys of RFC 7517.
 * Signed is RS256 or ES256, nothing else: not "none", and never with a secret in a key's place. */
#pragma once

#include "wire/json_read.h"

enum { JWS_BYTES_MOST = 64 * 1024, JWS_RSA_BITS_LEAST = 2048, JWS_RSA_BITS_MOST = 8192 };

enum jws_flaw {
    JWS_FINE,
    JWS_MALFORMED,     /* it is no such token, or asks for what is not known here */
    JWS_NOT_SIGNED,    /* alg is "none" */
    JWS_ALGORITHM,     /* or another one that is not taken */
    JWS_WITHOUT_KEY,   /* no key of the set has its name: the set may be an old one */
    JWS_NOT_AUTHENTIC, /* the signature is wrong */
};

/* Without a name of a key in the token the only key of its kind is meant. */
enum jws_flaw jws_open(struct arena *mem, str token, const struct json_value *keys,
        const struct json_value **said);

/* How many keys of the set could check a signature; 0 also if it is no set. */
size_t jws_keys(struct arena *mem, const struct json_value *keys);
