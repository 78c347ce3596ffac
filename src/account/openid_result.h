/* What came of asking a provider who somebody is. */
#pragma once

#include "net/fetch.h"

enum openid_result {
    OPENID_FINE,

    /* The provider could not be asked, or is not as it should be. */
    OPENID_NO_ADDRESS,
    OPENID_UNREACHABLE,
    OPENID_NOT_TRUSTED, /* its certificate */
    OPENID_TOO_SLOW,
    OPENID_TOO_LARGE,
    OPENID_REDIRECTED,
    OPENID_NO_DOCUMENT, /* nothing stands where its document should */
    OPENID_NONSENSE,    /* what it answers cannot be read */
    OPENID_OTHER_NAME,  /* its document is of another issuer */
    OPENID_LACKING,     /* addresses are missing in it, or may not be asked */
    OPENID_WITHOUT_CODE,
    OPENID_WITHOUT_PKCE,
    OPENID_WITHOUT_KEYS,
    OPENID_FAILING,  /* it says itself that it cannot just now */
    OPENID_REFUSING, /* our client id or secret, or the address we gave */
    OPENID_BUSY,     /* enough are waiting for providers already; not the provider's fault */

    /* What the browser brought back. */
    OPENID_OVER,      /* older than ten minutes, or brought already */
    OPENID_ELSEWHERE, /* begun in another browser */
    OPENID_MIXED_UP,  /* it comes from another provider than was asked: RFC 9207 */
    OPENID_DECLINED,  /* the person said no there */
    OPENID_CODE_USED, /* the provider takes the code no more */

    /* The ID token: OpenID Connect Core 1.0, section 3.1.3.7. */
    OPENID_MALFORMED,
    OPENID_NOT_SIGNED,
    OPENID_ALGORITHM,
    OPENID_UNKNOWN_KEY,
    OPENID_FORGED,
    OPENID_ISSUER,
    OPENID_AUDIENCE,
    OPENID_EXPIRED,
    OPENID_TIME,
    OPENID_NONCE,
    OPENID_WITHOUT_SUBJECT,
    OPENID_OTHER_SUBJECT, /* in what it says of the person besides */
    OPENID_RESULTS
};

/* As stored: "too-slow"; of what is not known OPENID_FINE, stored as an empty text. */
str openid_word(enum openid_result result);
enum openid_result openid_result_of(str word);

enum openid_result openid_fetch_result(enum fetch_trouble trouble);

/* Whether the administrator should know: not what people do themselves. */
bool openid_is_trouble(enum openid_result result);
