#include "wire/jws.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

enum { POINT_HALF = 32, POINT_BOTH = 64, EXPONENT_BYTES_MOST = 8 };

enum algorithm { RS256, ES256 };

/* base64url without padding (RFC 7515, appendix C); `at` is NULL unless it is exactly that. */
static str decoded(struct arena *mem, str text) {
    size_t room = text.len / 4 * 3 + 3;
    unsigned char *bytes = arena_new(mem, unsigned char, room);
    size_t len = 0;
    if (text.len == 0 || sodium_base642bin(bytes, room, text.at, text.len, NULL, &len, NULL,
                                 sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
        return (str){0};
    }
    return (str){(const char *)bytes, len};
}

static const unsigned char *bytes_of(str s) {
    return (const unsigned char *)s.at;
}

static str text_of(const struct json_value *object, str name) {
    const struct json_value *v = json_member(object, name);
    return v && v->kind == JSON_IS_TEXT ? v->text : (str){0};
}

static EVP_PKEY *made_of(const char *kind, OSSL_PARAM_BLD *parts) {
    EVP_PKEY *key = NULL;
    OSSL_PARAM *all = OSSL_PARAM_BLD_to_param(parts);
    EVP_PKEY_CTX *c = EVP_PKEY_CTX_new_from_name(NULL, kind, NULL);
    if (!all || !c || EVP_PKEY_fromdata_init(c) <= 0 ||
            EVP_PKEY_fromdata(c, &key, EVP_PKEY_PUBLIC_KEY, all) <= 0) {
        key = NULL;
    }
    EVP_PKEY_CTX_free(c);
    OSSL_PARAM_free(all);
    return key;
}

/* RFC 7518, section 6.3.1 */
static EVP_PKEY *rsa_key(struct arena *mem, const struct json_value *jwk) {
    str n = decoded(mem, text_of(jwk, STR("n")));
    str e = decoded(mem, text_of(jwk, STR("e")));
    if (n.len * 8 < JWS_RSA_BITS_LEAST || n.len * 8 > JWS_RSA_BITS_MOST || e.len == 0 ||
            e.len > EXPONENT_BYTES_MOST) {
        return NULL;
    }
    EVP_PKEY *key = NULL;
    BIGNUM *modulus = BN_bin2bn(bytes_of(n), (int)n.len, NULL);
    BIGNUM *exponent = BN_bin2bn(bytes_of(e), (int)e.len, NULL);
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    if (modulus && exponent && parts && BN_num_bits(modulus) >= JWS_RSA_BITS_LEAST &&
            OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, modulus) == 1 &&
            OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, exponent) == 1) {
        key = made_of("RSA", parts);
    }
    OSSL_PARAM_BLD_free(parts);
    BN_free(modulus);
    BN_free(exponent);
    return key;
}

/* RFC 7518, section 6.2.1; a point that is not on the curve makes no key. */
static EVP_PKEY *curve_key(struct arena *mem, const struct json_value *jwk) {
    str x = decoded(mem, text_of(jwk, STR("x")));
    str y = decoded(mem, text_of(jwk, STR("y")));
    unsigned char point[1 + POINT_BOTH] = {4}; /* not compressed */
    if (!str_eq(text_of(jwk, STR("crv")), STR("P-256")) || x.len != POINT_HALF ||
            y.len != POINT_HALF) {
        return NULL;
    }
    for (size_t i = 0; i < POINT_HALF; i++) {
        point[1 + i] = bytes_of(x)[i];
        point[1 + POINT_HALF + i] = bytes_of(y)[i];
    }
    EVP_PKEY *key = NULL;
    OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
    if (parts &&
            OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
            OSSL_PARAM_BLD_push_octet_string(
                    parts, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)) == 1) {
        key = made_of("EC", parts);
    }
    OSSL_PARAM_BLD_free(parts);
    return key;
}

static bool suits(const struct json_value *jwk, enum algorithm a) {
    str use = text_of(jwk, STR("use"));
    str alg = text_of(jwk, STR("alg"));
    str kind = a == RS256 ? STR("RSA") : STR("EC");
    str name = a == RS256 ? STR("RS256") : STR("ES256");
    return jwk->kind == JSON_IS_OBJECT && str_eq(text_of(jwk, STR("kty")), kind) &&
           (use.len == 0 || str_eq(use, STR("sig"))) && (alg.len == 0 || str_eq(alg, name));
}

static EVP_PKEY *key_of(struct arena *mem, const struct json_value *jwk, enum algorithm a) {
    return a == RS256 ? rsa_key(mem, jwk) : curve_key(mem, jwk);
}

static struct json_value list_of(const struct json_value *keys) {
    const struct json_value *list = json_member(keys, STR("keys"));
    return list && list->kind == JSON_IS_LIST ? *list : (struct json_value){0};
}

static const struct json_value *named(
        const struct json_value *keys, enum algorithm a, str name, bool has_name) {
    struct json_value list = list_of(keys);
    const struct json_value *found = NULL;
    for (size_t i = 0; i < list.count; i++) {
        const struct json_value *jwk = &list.at[i];
        if (!suits(jwk, a)) {
            continue;
        }
        if (has_name && str_eq(text_of(jwk, STR("kid")), name)) {
            return jwk;
        }
        if (!has_name && found) {
            return NULL; /* there are two, and nothing says which */
        }
        found = has_name ? NULL : jwk;
    }
    return found;
}

size_t jws_keys(struct arena *mem, const struct json_value *keys) {
    struct json_value list = list_of(keys);
    size_t sound = 0;
    for (size_t i = 0; i < list.count; i++) {
        for (enum algorithm a = RS256; a <= ES256; a++) {
            EVP_PKEY *key = suits(&list.at[i], a) ? key_of(mem, &list.at[i], a) : NULL;
            sound += key != NULL;
            EVP_PKEY_free(key);
        }
    }
    return sound;
}

static bool verifies(EVP_PKEY *key, const unsigned char *signature, size_t len, str data) {
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool right = c && EVP_DigestVerifyInit(c, NULL, EVP_sha256(), NULL, key) == 1 &&
                 EVP_DigestVerify(c, signature, len, bytes_of(data), data.len) == 1;
    EVP_MD_CTX_free(c);
    return right;
}

/* The token holds both numbers side by side (RFC 7518, section 3.4); the library wants them as
 * ASN.1. */
static bool curve_verifies(EVP_PKEY *key, str signature, str data) {
    ECDSA_SIG *pair = signature.len == POINT_BOTH ? ECDSA_SIG_new() : NULL;
    BIGNUM *r = pair ? BN_bin2bn(bytes_of(signature), POINT_HALF, NULL) : NULL;
    BIGNUM *s = pair ? BN_bin2bn(bytes_of(signature) + POINT_HALF, POINT_HALF, NULL) : NULL;
    unsigned char *coded = NULL;
    bool right = false;
    if (r && s && ECDSA_SIG_set0(pair, r, s) == 1) { /* the pair has them now */
        int len = i2d_ECDSA_SIG(pair, &coded);
        right = len > 0 && verifies(key, coded, (size_t)len, data);
    } else {
        BN_free(r);
        BN_free(s);
    }
    OPENSSL_free(coded);
    ECDSA_SIG_free(pair);
    return right;
}

static enum jws_flaw check(EVP_PKEY *key, enum algorithm a, str signature, str data) {
    if (!key) {
        return JWS_WITHOUT_KEY;
    }
    bool right = a == RS256 ? verifies(key, bytes_of(signature), signature.len, data)
                            : curve_verifies(key, signature, data);
    EVP_PKEY_free(key);
    return right ? JWS_FINE : JWS_NOT_AUTHENTIC;
}

static enum jws_flaw algorithm_of(const struct json_value *head, enum algorithm *a) {
    str name = text_of(head, STR("alg"));
    *a = str_eq(name, STR("ES256")) ? ES256 : RS256;
    if (name.len == 0 || json_member(head, STR("crit"))) {
        return JWS_MALFORMED;
    }
    if (str_eq(name, STR("none"))) {
        return JWS_NOT_SIGNED;
    }
    return *a == ES256 || str_eq(name, STR("RS256")) ? JWS_FINE : JWS_ALGORITHM;
}

enum jws_flaw jws_open(struct arena *mem, str token, const struct json_value *keys,
        const struct json_value **said) {
    str rest = token;
    str head = {0};
    str body = {0};
    enum algorithm a = RS256;
    if (token.len > JWS_BYTES_MOST || !str_cut(&rest, '.', &head) || !str_cut(&rest, '.', &body)) {
        return JWS_MALFORMED;
    }
    str data = {token.at, head.len + 1 + body.len};
    const struct json_value *first = json_read(mem, decoded(mem, head));
    *said = json_read(mem, decoded(mem, body));
    if (!first || !*said || (*said)->kind != JSON_IS_OBJECT) {
        return JWS_MALFORMED;
    }
    enum jws_flaw flaw = algorithm_of(first, &a);
    if (flaw != JWS_FINE) {
        return flaw;
    }
    str signature = decoded(mem, rest);
    if (signature.len == 0) {
        return JWS_NOT_AUTHENTIC;
    }
    const struct json_value *name = json_member(first, STR("kid"));
    const struct json_value *jwk = named(keys, a, text_of(first, STR("kid")), name != NULL);
    return jwk ? check(key_of(mem, jwk, a), a, signature, data) : JWS_WITHOUT_KEY;
}
