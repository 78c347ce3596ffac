/* What is asked of a provider itself, over a connection of our own: its document, its keys, what a
 * code is worth, and more about a person. */
#pragma once

#include "account/openid.h"
#include "account/openid_document.h"
#include "wire/json_read.h"

/* The document as it is kept, or fetched where it is older than a day or `anew`. */
enum openid_result openid_ask_document(
        struct work *w, struct openid *o, bool anew, struct openid_document *found);

/* The keys as well; `anew` where a token names one that is not among them. */
enum openid_result openid_ask_keys(struct work *w, struct openid *o,
        const struct openid_document *d, bool anew, const struct json_value **found);

struct openid_code {
    str code;
    str verifier; /* PKCE */
};

/* What the code is worth: an object with an ID token and an access token. */
enum openid_result openid_ask_token(struct work *w, const struct openid *o,
        const struct openid_document *d, const struct openid_code *c,
        const struct json_value **found);

/* NULL where it does not say: then nothing more is known. */
const struct json_value *openid_ask_person(
        struct work *w, const struct openid *o, const struct openid_document *d, str access_token);

str openid_text(const struct json_value *object, str name); /* empty if there is none */
