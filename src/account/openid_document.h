/* What a provider says of itself: OpenID Connect Discovery 1.0, section 3. */
#pragma once

#include "account/openid_result.h"

struct openid_document {
    str authorization; /* where the browser is sent */
    str token;         /* where a code is exchanged */
    str userinfo;      /* more about the person; empty: it has none */
    str keys;
    bool names_itself;   /* in each answer, so one without its name is not its own: RFC 9207 */
    bool secret_in_form; /* the secret is only taken as a field, not as a header */
};

/* Where it stands for an issuer. */
str openid_document_address(struct arena *mem, str issuer);

/* Reads it; anything but OPENID_FINE is what is wrong with it. */
enum openid_result openid_document_read(
        struct arena *mem, str json, str issuer, struct openid_document *found);
