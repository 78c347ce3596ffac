#include "tests/openid_peer_words.h"

#include "account/secret.h"
#include "wire/json.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <sodium.h>
#include <stdio.h>
#include <time.h>

static str coded(struct arena *mem, const unsigned char *bytes, size_t len) {
    return secret_text(mem, bytes, len);
}

static str coded_text(struct arena *mem, str s) {
    return secret_text(mem, (const unsigned char *)s.at, s.len);
}

static void put_number(struct arena *mem, struct json *j, EVP_PKEY *key, const char *part) {
    BIGNUM *n = NULL;
    unsigned char bytes[512];
    (void)EVP_PKEY_get_bn_param(key, part, &n);
    bool curve = EVP_PKEY_is_a(key, "EC") == 1;
    int len = curve ? BN_bn2binpad(n, bytes, 32) : BN_bn2bin(n, bytes);
    json_text(j, coded(mem, bytes, (size_t)len));
    BN_free(n);
}

static void put_key(struct arena *mem, struct json *j, EVP_PKEY *key, str name) {
    bool curve = EVP_PKEY_is_a(key, "EC") == 1;
    json_object_begin(j);
    json_key(j, STR("kty"));
    json_text(j, curve ? STR("EC") : STR("RSA"));
    json_key(j, STR("use"));
    json_text(j, STR("sig"));
    json_key(j, STR("kid"));
    json_text(j, name);
    if (curve) {
        json_key(j, STR("crv"));
        json_text(j, STR("P-256"));
    }
    json_key(j, curve ? STR("x") : STR("n"));
    put_number(mem, j, key, curve ? OSSL_PKEY_PARAM_EC_PUB_X : OSSL_PKEY_PARAM_RSA_N);
    json_key(j, curve ? STR("y") : STR("e"));
    put_number(mem, j, key, curve ? OSSL_PKEY_PARAM_EC_PUB_Y : OSSL_PKEY_PARAM_RSA_E);
    json_object_end(j);
}

str peer_keys(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    atomic_fetch_add(&p->key_asked, 1);
    json_object_begin(&j);
    json_key(&j, STR("keys"));
    json_array_begin(&j);
    if (p->fault != PEER_WITHOUT_KEYS) {
        put_key(mem, &j, p->rsa, STR("one"));
        put_key(mem, &j, p->curve, STR("two"));
    }
    if (p->fault == PEER_NEW_KEY) {
        put_key(mem, &j, p->other, STR("new"));
    }
    json_array_end(&j);
    json_object_end(&j);
    return buf_str(&out);
}

static str joined(struct arena *mem, const char *head, str tail) {
    struct buf out = {.mem = mem};
    buf_add(&out, str_of(head));
    buf_add(&out, tail);
    return buf_str(&out);
}

static void pair(struct json *j, const char *key, str value) {
    json_key(j, str_of(key));
    json_text(j, value);
}

static void list_of_one(struct json *j, const char *key, const char *value) {
    json_key(j, str_of(key));
    json_array_begin(j);
    json_text(j, str_of(value));
    json_array_end(j);
}

str peer_document(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    bool plain = p->fault == PEER_PLAIN_ENDPOINT;
    atomic_fetch_add(&p->document_asked, 1);
    json_object_begin(&j);
    pair(&j, "issuer",
            p->fault == PEER_OTHER_NAME ? STR("https://other.example") : str_of(p->issuer));
    pair(&j, "authorization_endpoint", joined(mem, p->issuer, STR("/authorize")));
    pair(&j, "token_endpoint",
            plain ? STR("http://login.example.org/token") : joined(mem, p->issuer, STR("/token")));
    pair(&j, "userinfo_endpoint", joined(mem, p->issuer, STR("/userinfo")));
    pair(&j, "jwks_uri", joined(mem, p->issuer, STR("/keys")));
    list_of_one(&j, "response_types_supported", "code");
    list_of_one(&j, "code_challenge_methods_supported",
            p->fault == PEER_WITHOUT_PKCE ? "plain" : "S256");
    list_of_one(&j, "token_endpoint_auth_methods_supported",
            p->fault == PEER_SECRET_IN_FORM ? "client_secret_post" : "client_secret_basic");
    json_key(&j, STR("authorization_response_iss_parameter_supported"));
    json_bool(&j, p->fault == PEER_NAMES_ITSELF);
    json_object_end(&j);
    return buf_str(&out);
}

static void put_audience(struct peer *p, struct json *j) {
    bool two = p->fault == PEER_TWO_AUDIENCES || p->fault == PEER_WELL_FOR_TWO;
    json_key(j, STR("aud"));
    if (two) {
        json_array_begin(j);
        json_text(j, STR(PEER_CLIENT));
        json_text(j, STR("another"));
        json_array_end(j);
    } else {
        json_text(j, p->fault == PEER_OTHER_AUDIENCE ? STR("another") : STR(PEER_CLIENT));
    }
    if (p->fault == PEER_WELL_FOR_TWO) {
        pair(j, "azp", STR(PEER_CLIENT));
    }
}

static void put_person(struct peer *p, struct json *j) {
    pair(j, "email", str_of(p->mail));
    pair(j, "name", str_of(p->name));
    if (p->fault != PEER_VERIFIED_UNSAID) {
        json_key(j, STR("email_verified"));
        json_bool(j, p->fault != PEER_UNVERIFIED);
    }
}

static str claims(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    int64_t now = (int64_t)time(NULL);
    int64_t made = p->fault == PEER_FROM_FUTURE ? now + 3600 : now;
    json_object_begin(&j);
    pair(&j, "iss",
            p->fault == PEER_OTHER_ISSUER ? STR("https://other.example") : str_of(p->issuer));
    put_audience(p, &j);
    json_key(&j, STR("iat"));
    json_num(&j, p->fault == PEER_EXPIRED ? now - 700 : made);
    json_key(&j, STR("exp"));
    json_num(&j, p->fault == PEER_EXPIRED ? now - 600 : made + 300);
    if (p->fault != PEER_WITHOUT_NONCE) {
        pair(&j, "nonce", p->fault == PEER_OTHER_NONCE ? STR("another") : str_of(p->nonce));
    }
    if (p->fault != PEER_NO_SUBJECT) {
        pair(&j, "sub", str_of(p->subject));
    }
    if (p->fault != PEER_MAIL_APART && p->fault != PEER_OTHER_PERSON) {
        put_person(p, &j);
    }
    json_object_end(&j);
    return buf_str(&out);
}

static str head_of(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    const char *alg = p->fault == PEER_WELL_ON_CURVE ? "ES256"
                      : p->fault == PEER_NOT_SIGNED  ? "none"
                      : p->fault == PEER_HMAC        ? "HS256"
                                                     : "RS256";
    const char *key = p->fault == PEER_WELL_ON_CURVE ? "two"
                      : p->fault == PEER_UNKNOWN_KEY ? "unheard-of"
                      : p->fault == PEER_NEW_KEY     ? "new"
                                                     : "one";
    json_object_begin(&j);
    pair(&j, "alg", str_of(alg));
    pair(&j, "kid", str_of(key));
    json_object_end(&j);
    return buf_str(&out);
}

static size_t signed_with(EVP_PKEY *key, str data, unsigned char *out, size_t room) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    size_t len = room;
    bool done = EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestSign(c, out, &len, (const unsigned char *)data.at, data.len) == 1;
    EVP_MD_CTX_free(c);
    return done ? len : 0;
}

/* Both numbers side by side, from ASN.1. */
static size_t side_by_side(unsigned char *bytes, size_t len) {
    const unsigned char *at = bytes;
    ECDSA_SIG *s = d2i_ECDSA_SIG(NULL, &at, (long)len);
    (void)BN_bn2binpad(ECDSA_SIG_get0_r(s), bytes, 32);
    (void)BN_bn2binpad(ECDSA_SIG_get0_s(s), bytes + 32, 32);
    ECDSA_SIG_free(s);
    return 64;
}

static str signature(struct peer *p, struct arena *mem, str data) {
    unsigned char bytes[1024] = {0};
    size_t len = 0;
    switch ((int)p->fault) {
    case PEER_NOT_SIGNED: return (str){0};
    case PEER_HMAC:
        crypto_auth_hmacsha256(bytes, (const unsigned char *)data.at, data.len,
                (const unsigned char *)peer_keys(p, mem).at);
        return coded(mem, bytes, crypto_auth_hmacsha256_BYTES);
    case PEER_WELL_ON_CURVE:
        len = signed_with(p->curve, data, bytes, sizeof(bytes));
        len = side_by_side(bytes, len);
        break;
    case PEER_FORGED:
    case PEER_NEW_KEY: len = signed_with(p->other, data, bytes, sizeof(bytes)); break;
    default: len = signed_with(p->rsa, data, bytes, sizeof(bytes)); break;
    }
    return coded(mem, bytes, len);
}

static str token(struct peer *p, struct arena *mem) {
    struct buf data = {.mem = mem};
    buf_add(&data, coded_text(mem, head_of(p, mem)));
    buf_add(&data, STR("."));
    buf_add(&data, coded_text(mem, claims(p, mem)));
    str mark = signature(p, mem, buf_str(&data));
    if (p->fault == PEER_CHANGED) {
        (void)snprintf(p->subject, sizeof(p->subject), "somebody-else");
        data.len = 0;
        buf_add(&data, coded_text(mem, head_of(p, mem)));
        buf_add(&data, STR("."));
        buf_add(&data, coded_text(mem, claims(p, mem)));
    }
    buf_add(&data, STR("."));
    buf_add(&data, mark);
    return buf_str(&data);
}

str peer_person(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    json_object_begin(&j);
    pair(&j, "sub", p->fault == PEER_OTHER_PERSON ? STR("another") : str_of(p->subject));
    put_person(p, &j);
    json_object_end(&j);
    return buf_str(&out);
}

str peer_tokens(struct peer *p, struct arena *mem) {
    struct buf out = {.mem = mem};
    struct json j = {.out = &out};
    json_object_begin(&j);
    pair(&j, "access_token", STR("for-userinfo"));
    pair(&j, "token_type", STR("Bearer"));
    pair(&j, "id_token", token(p, mem));
    json_object_end(&j);
    return buf_str(&out);
}
