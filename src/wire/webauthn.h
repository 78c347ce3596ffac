/* What a browser hands over in the name of a passkey (W3C Web Authentication, level 2): that one was
 * made (7.1), or that it signs (7.2). Where it comes from, who was there, and the signature are
 * looked at here; libfido2 reads keys and checks signatures. The challenge, the counter and whose
 * passkey it is are for the caller.
 *
 * Who built the device is not asked ("attestation": "none"), for nobody is kept out by it. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

struct webauthn_place {
    str host;   /* what passkeys are tied to, the "rp id": "clusters.example.org" */
    str origin; /* what browsers say of our pages: "https://clusters.example.org" */
};

/* Of the public base address. False if its host is a bare number, which passkeys cannot be tied to;
 * a machine's own number is called localhost, as browsers want it. */
bool webauthn_place_of(struct arena *mem, str address, struct webauthn_place *place);

/* As the script sends it, each as base64url. */
struct webauthn_sent {
    str client;    /* clientDataJSON */
    str device;    /* authenticator data */
    str signature; /* empty where a passkey is made */
};

enum webauthn_flaw {
    WEBAUTHN_FINE,
    WEBAUTHN_UNREADABLE,
    WEBAUTHN_OTHER_KIND, /* made for signing, signed for making */
    WEBAUTHN_OTHER_ORIGIN,
    WEBAUTHN_OTHER_HOST,
    WEBAUTHN_NOBODY_THERE,    /* nobody touched it */
    WEBAUTHN_UNKNOWN_KEY,     /* none of ES256, EdDSA, RS256 */
    WEBAUTHN_WRONG_SIGNATURE, /* or of another key */
};

struct webauthn {
    str challenge; /* as base64url, as we made it if it is ours */
    bool verified; /* the device knows its owner: by finger, face or number */
    int64_t counter;
    str credential; /* of one that was made, as base64url */
    str key;        /* its public half, as base64url */
    int64_t algorithm;
};

enum { WEBAUTHN_BYTES_MOST = 8 * 1024 };

enum webauthn_flaw webauthn_made(struct arena *mem, const struct webauthn_place *place,
        const struct webauthn_sent *sent, struct webauthn *found);

/* `found` has the key and the algorithm it was made with. */
enum webauthn_flaw webauthn_signed(struct arena *mem, const struct webauthn_place *place,
        const struct webauthn_sent *sent, struct webauthn *found);
