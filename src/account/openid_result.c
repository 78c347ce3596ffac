#include "account/openid_result.h"

static const char *const words[OPENID_RESULTS] = {
        [OPENID_FINE] = "",
        [OPENID_NO_ADDRESS] = "no-address",
        [OPENID_UNREACHABLE] = "unreachable",
        [OPENID_NOT_TRUSTED] = "not-trusted",
        [OPENID_TOO_SLOW] = "too-slow",
        [OPENID_TOO_LARGE] = "too-large",
        [OPENID_REDIRECTED] = "redirected",
        [OPENID_NO_DOCUMENT] = "no-document",
        [OPENID_NONSENSE] = "nonsense",
        [OPENID_OTHER_NAME] = "other-name",
        [OPENID_LACKING] = "lacking",
        [OPENID_WITHOUT_CODE] = "without-code",
        [OPENID_WITHOUT_PKCE] = "without-pkce",
        [OPENID_WITHOUT_KEYS] = "without-keys",
        [OPENID_FAILING] = "failing",
        [OPENID_REFUSING] = "refusing",
        [OPENID_BUSY] = "busy",
        [OPENID_OVER] = "over",
        [OPENID_ELSEWHERE] = "elsewhere",
        [OPENID_MIXED_UP] = "mixed-up",
        [OPENID_DECLINED] = "declined",
        [OPENID_CODE_USED] = "code-used",
        [OPENID_MALFORMED] = "malformed",
        [OPENID_NOT_SIGNED] = "not-signed",
        [OPENID_ALGORITHM] = "algorithm",
        [OPENID_UNKNOWN_KEY] = "unknown-key",
        [OPENID_FORGED] = "forged",
        [OPENID_ISSUER] = "issuer",
        [OPENID_AUDIENCE] = "audience",
        [OPENID_EXPIRED] = "expired",
        [OPENID_TIME] = "time",
        [OPENID_NONCE] = "nonce",
        [OPENID_WITHOUT_SUBJECT] = "without-subject",
        [OPENID_OTHER_SUBJECT] = "other-subject",
};

str openid_word(enum openid_result result) {
    return str_of(result < OPENID_RESULTS ? words[result] : "");
}

enum openid_result openid_result_of(str word) {
    for (enum openid_result r = OPENID_FINE; r < OPENID_RESULTS; r++) {
        if (str_eq(word, str_of(words[r]))) {
            return r;
        }
    }
    return OPENID_FINE;
}

enum openid_result openid_fetch_result(enum fetch_trouble trouble) {
    switch (trouble) {
    case FETCH_FINE: break;
    case FETCH_NO_ADDRESS: return OPENID_NO_ADDRESS;
    case FETCH_UNREACHABLE: return OPENID_UNREACHABLE;
    case FETCH_NOT_TRUSTED: return OPENID_NOT_TRUSTED;
    case FETCH_TOO_SLOW: return OPENID_TOO_SLOW;
    case FETCH_TOO_LARGE: return OPENID_TOO_LARGE;
    case FETCH_REDIRECTED_AWAY: return OPENID_REDIRECTED;
    }
    return OPENID_FINE;
}

bool openid_is_trouble(enum openid_result result) {
    return result != OPENID_FINE && result != OPENID_BUSY && result != OPENID_OVER &&
           result != OPENID_ELSEWHERE && result != OPENID_DECLINED && result != OPENID_CODE_USED;
}
