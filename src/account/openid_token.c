#include "account/openid_token.h"

#include "account/secret.h"

static str text_of(const struct json_value *claims, str name) {
    const struct json_value *v = json_member(claims, name);
    return v && v->kind == JSON_IS_TEXT ? v->text : (str){0};
}

/* Seconds since 1970, which may have a fraction; 0 if there is none, or one beyond reason. */
static int64_t time_of(const struct json_value *claims, str name) {
    const struct json_value *v = json_member(claims, name);
    bool number = v && (v->kind == JSON_IS_NUM || v->kind == JSON_IS_REAL);
    return number && v->real > 0 && v->real < 1e11 ? (int64_t)v->real : 0;
}

/* For us, and where it is for others too, given to us. */
static bool is_for(const struct json_value *claims, str client) {
    const struct json_value *audience = json_member(claims, STR("aud"));
    const struct json_value *party = json_member(claims, STR("azp"));
    size_t count = 1;
    bool ours = false;
    if (audience && audience->kind == JSON_IS_LIST) {
        count = audience->count;
        for (size_t i = 0; i < count; i++) {
            ours = ours ||
                   (audience->at[i].kind == JSON_IS_TEXT && str_eq(audience->at[i].text, client));
        }
    } else {
        ours = str_eq(text_of(claims, STR("aud")), client);
    }
    bool given = party ? str_eq(text_of(claims, STR("azp")), client) : count == 1;
    return ours && given;
}

static bool is_subject(str s) {
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < ' ' || s.at[i] == 0x7F) {
            return false;
        }
    }
    return s.len > 0 && s.len <= OPENID_SUBJECT_BYTES_MOST;
}

static enum openid_result check_times(const struct json_value *claims, int64_t now) {
    int64_t ends = time_of(claims, STR("exp"));
    int64_t made = time_of(claims, STR("iat"));
    int64_t from = time_of(claims, STR("nbf"));
    if (ends == 0 || ends + OPENID_SKEW_MOST <= now) {
        return OPENID_EXPIRED;
    }
    bool soon = made > now + OPENID_SKEW_MOST || from > now + OPENID_SKEW_MOST;
    bool late = made + OPENID_TOKEN_AGE_MOST < now;
    return soon || late ? OPENID_TIME : OPENID_FINE;
}

enum openid_result openid_token_check(
        const struct json_value *claims, const struct openid_wanted *wanted, str *subject) {
    if (!str_eq(text_of(claims, STR("iss")), wanted->issuer)) {
        return OPENID_ISSUER;
    }
    if (!is_for(claims, wanted->client)) {
        return OPENID_AUDIENCE;
    }
    enum openid_result times = check_times(claims, wanted->now);
    if (times != OPENID_FINE) {
        return times;
    }
    if (!secret_same(text_of(claims, STR("nonce")), wanted->nonce)) {
        return OPENID_NONCE;
    }
    *subject = text_of(claims, STR("sub"));
    return is_subject(*subject) ? OPENID_FINE : OPENID_WITHOUT_SUBJECT;
}
