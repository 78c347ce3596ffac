/* What an ID token must say before anybody is believed to be who it names: OpenID Connect Core 1.0,
 * section 3.1.3.7. */
#pragma once

#include "account/openid_result.h"
#include "wire/json_read.h"

enum {
    OPENID_SKEW_MOST = 120, /* seconds that the two clocks may differ */
    OPENID_TOKEN_AGE_MOST = 15 * 60,
    OPENID_SUBJECT_BYTES_MOST = 255,
};

struct openid_wanted {
    str issuer;
    str client;
    str nonce;
    int64_t now;
};

/* The subject is set where it is OPENID_FINE. */
enum openid_result openid_token_check(
        const struct json_value *claims, const struct openid_wanted *wanted, str *subject);
