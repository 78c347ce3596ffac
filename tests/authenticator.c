#include "tests/authenticator.h"

#include "account/secret.h"
#include "base/buf.h"

#include <sodium.h>

void authenticator_new(struct authenticator *a) {
    secret_ready();
    *a = (struct authenticator){.counter = 1,
            .host = STR("clusters.example.org"),
            .origin = STR("https://clusters.example.org"),
            .verifies = true};
    crypto_sign_keypair(a->key, a->secret);
    randombytes_buf(a->credential, sizeof(a->credential));
}

static void add_bytes(struct buf *b, const unsigned char *at, size_t len) {
    buf_add(b, (str){(const char *)at, len});
}

static str coded(struct arena *mem, str bytes) {
    return secret_text(mem, (const unsigned char *)bytes.at, bytes.len);
}

static str client(struct arena *mem, const struct authenticator *a, str kind, str challenge) {
    struct buf json = {.mem = mem};
    buf_add(&json, STR("{\"type\":\""));
    buf_add(&json, kind);
    buf_add(&json, STR("\",\"challenge\":\""));
    buf_add(&json, challenge);
    buf_add(&json, STR("\",\"origin\":\""));
    buf_add(&json, a->origin);
    buf_add(&json, a->framed ? STR("\",\"crossOrigin\":true}") : STR("\",\"crossOrigin\":false}"));
    return buf_str(&json);
}

static void device(struct buf *out, const struct authenticator *a, unsigned flags) {
    unsigned char host[crypto_hash_sha256_BYTES];
    flags |= (a->absent ? 0u : 1u) | (a->verifies ? 4u : 0u) | (a->adds.len ? 128u : 0u);
    unsigned char rest[5] = {(unsigned char)flags, (unsigned char)(a->counter >> 24),
            (unsigned char)(a->counter >> 16), (unsigned char)(a->counter >> 8),
            (unsigned char)a->counter};
    crypto_hash_sha256(host, (const unsigned char *)a->host.at, a->host.len);
    add_bytes(out, host, sizeof(host));
    add_bytes(out, rest, sizeof(rest));
}

/* The key in COSE (RFC 9053): {1: 1, 3: -8, -1: 6, -2: the bytes}. */
struct webauthn_sent authenticator_make(
        struct arena *mem, const struct authenticator *a, str challenge) {
    static const unsigned char cose[] = {0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 32};
    unsigned char head[18] = {[17] = sizeof(a->credential)}; /* no maker, then the length */
    struct buf all = {.mem = mem};
    device(&all, a, 64);
    add_bytes(&all, head, sizeof(head));
    add_bytes(&all, a->credential, sizeof(a->credential));
    add_bytes(&all, cose, sizeof(cose));
    add_bytes(&all, a->key, sizeof(a->key));
    buf_add(&all, a->adds);
    return (struct webauthn_sent){
            .client = coded(mem, client(mem, a, STR("webauthn.create"), challenge)),
            .device = coded(mem, buf_str(&all))};
}

struct webauthn_sent authenticator_sign(
        struct arena *mem, const struct authenticator *a, str challenge) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    unsigned char signature[crypto_sign_BYTES];
    str json = client(mem, a, STR("webauthn.get"), challenge);
    struct buf all = {.mem = mem};
    device(&all, a, 0);
    buf_add(&all, a->adds);
    str sent = arena_copy(mem, buf_str(&all));
    crypto_hash_sha256(hash, (const unsigned char *)json.at, json.len);
    add_bytes(&all, hash, sizeof(hash));
    crypto_sign_detached(signature, NULL, (const unsigned char *)all.at, all.len, a->secret);
    return (struct webauthn_sent){.client = coded(mem, json),
            .device = coded(mem, sent),
            .signature = secret_text(mem, signature, sizeof(signature))};
}

str authenticator_credential(struct arena *mem, const struct authenticator *a) {
    return secret_text(mem, a->credential, sizeof(a->credential));
}
