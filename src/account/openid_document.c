#include "account/openid_document.h"

#include "base/buf.h"
#include "wire/json_read.h"

str openid_document_address(struct arena *mem, str issuer) {
    struct buf out = {.mem = mem};
    while (str_ends(issuer, STR("/"))) {
        issuer.len--;
    }
    buf_add(&out, issuer);
    buf_add(&out, STR("/.well-known/openid-configuration"));
    return buf_str(&out);
}

static str text_of(const struct json_value *object, str name) {
    const struct json_value *v = json_member(object, name);
    return v && v->kind == JSON_IS_TEXT ? v->text : (str){0};
}

static bool lists(const struct json_value *object, str name, str item) {
    const struct json_value *list = json_member(object, name);
    for (size_t i = 0; list && list->kind == JSON_IS_LIST && i < list->count; i++) {
        if (list->at[i].kind == JSON_IS_TEXT && str_eq(list->at[i].text, item)) {
            return true;
        }
    }
    return false;
}

static bool is_true(const struct json_value *object, str name) {
    const struct json_value *v = json_member(object, name);
    return v && v->kind == JSON_IS_TRUTH && v->truth;
}

/* A list that is left out says nothing, and the usual is meant. */
static bool lacks(const struct json_value *object, str name, str item) {
    return json_member(object, name) && !lists(object, name, item);
}

/* The browser goes to the first; with a fragment the answer could not be told from it. */
static bool may_ask_all(struct arena *mem, const struct openid_document *d) {
    return fetch_may_ask(mem, d->authorization) && !str_has(d->authorization, STR("#")) &&
           fetch_may_ask(mem, d->token) && fetch_may_ask(mem, d->keys) &&
           (d->userinfo.len == 0 || fetch_may_ask(mem, d->userinfo));
}

enum openid_result openid_document_read(
        struct arena *mem, str json, str issuer, struct openid_document *found) {
    const struct json_value *all = json_read(mem, json);
    str methods = STR("token_endpoint_auth_methods_supported");
    if (!all || all->kind != JSON_IS_OBJECT) {
        return OPENID_NONSENSE;
    }
    if (!str_eq(text_of(all, STR("issuer")), issuer)) {
        return OPENID_OTHER_NAME;
    }
    *found = (struct openid_document){
            .authorization = text_of(all, STR("authorization_endpoint")),
            .token = text_of(all, STR("token_endpoint")),
            .userinfo = text_of(all, STR("userinfo_endpoint")),
            .keys = text_of(all, STR("jwks_uri")),
            .names_itself = is_true(all, STR("authorization_response_iss_parameter_supported")),
            .secret_in_form = lacks(all, methods, STR("client_secret_basic")) &&
                              lists(all, methods, STR("client_secret_post")),
    };
    if (!may_ask_all(mem, found)) {
        return OPENID_LACKING;
    }
    if (lacks(all, STR("response_types_supported"), STR("code"))) {
        return OPENID_WITHOUT_CODE;
    }
    return lacks(all, STR("code_challenge_methods_supported"), STR("S256")) ? OPENID_WITHOUT_PKCE
                                                                            : OPENID_FINE;
}
