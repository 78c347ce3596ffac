#include "wire/webauthn.h"

#include "base/buf.h"
#include "wire/cbor.h"
#include "wire/json_read.h"

#include <arpa/inet.h>
#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>
#include <string.h>

/* Authenticator data: 32 bytes of the host's SHA-256, a byte of flags, four of the counter (6.1). */
enum { DEVICE_BYTES_LEAST = 37, FLAGS_AT = 32, COUNTER_AT = 33 };
enum { FLAG_PRESENT = 1, FLAG_VERIFIED = 4, FLAG_KEY = 64, FLAG_MORE = 128 };
enum { MAKER_BYTES = 16 };

static const int algorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256};

static bool is_number(str host) {
    for (size_t i = 0; i < host.len; i++) {
        if ((host.at[i] < '0' || host.at[i] > '9') && host.at[i] != '.') {
            return str_has(host, STR(":"));
        }
    }
    return true;
}

bool webauthn_place_of(struct arena *mem, str address, struct webauthn_place *place) {
    bool secure = str_starts(address, STR("https://"));
    str rest = str_skip(address, secure ? 8 : 7);
    bool known = secure || str_starts(address, STR("http://"));
    bool own = str_eq(rest, STR("127.0.0.1")) || str_starts(rest, STR("127.0.0.1:"));
    struct buf origin = {.mem = mem};
    str port = {0};
    if (own) {
        rest = str_skip(rest, strlen("127.0.0.1"));
    }
    bool six = str_starts(rest, STR("["));
    str all = rest;
    str host = rest;
    if (!six && str_cut(&rest, ':', &host)) {
        port = str_skip(all, host.len);
    }
    host = own ? STR("localhost") : host;
    if (!known || six || host.len == 0 || is_number(host)) {
        return false;
    }
    buf_add(&origin, secure ? STR("https://") : STR("http://"));
    buf_add(&origin, host);
    buf_add(&origin, port);
    *place = (struct webauthn_place){.host = arena_copy(mem, host), .origin = buf_str(&origin)};
    return true;
}

static bool decoded(struct arena *mem, str text, str *bytes) {
    if (text.len == 0 || text.len > WEBAUTHN_BYTES_MOST) {
        return false;
    }
    unsigned char *room = arena_new(mem, unsigned char, text.len);
    size_t len = 0;
    int bad = sodium_base642bin(room, text.len, text.at, text.len, NULL, &len, NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    *bytes = (str){(const char *)room, len};
    return bad == 0 && len > 0;
}

static str coded(struct arena *mem, const unsigned char *bytes, size_t len) {
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_new(mem, char, room);
    sodium_bin2base64(text, room, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (str){text, room - 1};
}

static str text_of(const struct json_value *object, str name) {
    const struct json_value *v = json_member(object, name);
    return v && v->kind == JSON_IS_TEXT ? v->text : (str){0};
}

/* What the browser says of itself (5.8.1); another site's frame is another origin. */
static enum webauthn_flaw read_client(
        struct arena *mem, const struct webauthn_place *place, str json, struct webauthn *found) {
    const struct json_value *client = json_read(mem, json);
    bool makes = found->key.len == 0;
    if (!client || client->kind != JSON_IS_OBJECT) {
        return WEBAUTHN_UNREADABLE;
    }
    str kind = text_of(client, STR("type"));
    if (!str_eq(kind, makes ? STR("webauthn.create") : STR("webauthn.get"))) {
        return WEBAUTHN_OTHER_KIND;
    }
    const struct json_value *across = json_member(client, STR("crossOrigin"));
    bool framed = across && !(across->kind == JSON_IS_TRUTH && !across->truth);
    if (framed || !str_eq(text_of(client, STR("origin")), place->origin)) {
        return WEBAUTHN_OTHER_ORIGIN;
    }
    found->challenge = text_of(client, STR("challenge"));
    return WEBAUTHN_FINE;
}

/* A key stands there where one was made, and nowhere else; what a device adds unasked may follow. */
static bool is_whole(str device, bool makes) {
    unsigned char flags = (unsigned char)device.at[FLAGS_AT];
    str rest = str_skip(device, DEVICE_BYTES_LEAST);
    if (makes != ((flags & FLAG_KEY) != 0)) {
        return false;
    }
    if (makes) {
        rest = str_skip(rest, MAKER_BYTES);
        size_t len = rest.len < 2
                             ? 0
                             : (size_t)(unsigned char)rest.at[0] << 8 | (unsigned char)rest.at[1];
        rest = str_skip(rest, 2 + len);
        if (!cbor_skip(&rest)) {
            return false;
        }
    }
    return (!(flags & FLAG_MORE) || cbor_skip(&rest)) && rest.len == 0;
}

static enum webauthn_flaw read_device(
        const struct webauthn_place *place, str device, struct webauthn *found) {
    unsigned char host[crypto_hash_sha256_BYTES];
    const unsigned char *at = (const unsigned char *)device.at;
    if (device.len < DEVICE_BYTES_LEAST || !is_whole(device, found->key.len == 0)) {
        return WEBAUTHN_UNREADABLE;
    }
    crypto_hash_sha256(host, (const unsigned char *)place->host.at, place->host.len);
    if (memcmp(host, at, sizeof(host)) != 0) {
        return WEBAUTHN_OTHER_HOST;
    }
    if (!(at[FLAGS_AT] & FLAG_PRESENT)) {
        return WEBAUTHN_NOBODY_THERE;
    }
    found->verified = at[FLAGS_AT] & FLAG_VERIFIED;
    found->counter = (int64_t)at[COUNTER_AT] << 24 | (int64_t)at[COUNTER_AT + 1] << 16 |
                     (int64_t)at[COUNTER_AT + 2] << 8 | at[COUNTER_AT + 3];
    return WEBAUTHN_FINE;
}

struct heard {
    str client, device; /* as bytes */
};

static enum webauthn_flaw read_both(struct arena *mem, const struct webauthn_place *place,
        const struct webauthn_sent *sent, struct heard *h, struct webauthn *found) {
    if (!decoded(mem, sent->client, &h->client) || !decoded(mem, sent->device, &h->device)) {
        return WEBAUTHN_UNREADABLE;
    }
    enum webauthn_flaw flaw = read_client(mem, place, h->client, found);
    return flaw == WEBAUTHN_FINE ? read_device(place, h->device, found) : flaw;
}

/* The library wants to know the algorithm beforehand. */
static bool take_key(struct arena *mem, str device, int algorithm, struct webauthn *found) {
    fido_cred_t *cred = fido_cred_new();
    bool read = cred && fido_cred_set_type(cred, algorithm) == FIDO_OK &&
                fido_cred_set_authdata_raw(cred, (const unsigned char *)device.at, device.len) ==
                        FIDO_OK &&
                fido_cred_pubkey_len(cred) > 0 && fido_cred_id_len(cred) > 0;
    if (read) {
        found->key = coded(mem, fido_cred_pubkey_ptr(cred), fido_cred_pubkey_len(cred));
        found->credential = coded(mem, fido_cred_id_ptr(cred), fido_cred_id_len(cred));
        found->algorithm = algorithm;
    }
    fido_cred_free(&cred);
    return read;
}

enum webauthn_flaw webauthn_made(struct arena *mem, const struct webauthn_place *place,
        const struct webauthn_sent *sent, struct webauthn *found) {
    struct heard h = {0};
    *found = (struct webauthn){0};
    enum webauthn_flaw flaw = read_both(mem, place, sent, &h, found);
    if (flaw != WEBAUTHN_FINE) {
        return flaw;
    }
    for (size_t i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++) {
        if (take_key(mem, h.device, algorithms[i], found)) {
            return WEBAUTHN_FINE;
        }
    }
    return WEBAUTHN_UNKNOWN_KEY;
}

/* The three kinds of key are three types to the library. */
static bool verified(fido_assert_t *a, int64_t algorithm, str key) {
    bool right = false;
    es256_pk_t *es256 = es256_pk_new();
    rs256_pk_t *rs256 = rs256_pk_new();
    eddsa_pk_t *eddsa = eddsa_pk_new();
    if (algorithm == COSE_ES256 && es256 && es256_pk_from_ptr(es256, key.at, key.len) == FIDO_OK) {
        right = fido_assert_verify(a, 0, COSE_ES256, es256) == FIDO_OK;
    } else if (algorithm == COSE_RS256 && rs256 &&
               rs256_pk_from_ptr(rs256, key.at, key.len) == FIDO_OK) {
        right = fido_assert_verify(a, 0, COSE_RS256, rs256) == FIDO_OK;
    } else if (algorithm == COSE_EDDSA && eddsa &&
               eddsa_pk_from_ptr(eddsa, key.at, key.len) == FIDO_OK) {
        right = fido_assert_verify(a, 0, COSE_EDDSA, eddsa) == FIDO_OK;
    }
    es256_pk_free(&es256);
    rs256_pk_free(&rs256);
    eddsa_pk_free(&eddsa);
    return right;
}

static bool fill(fido_assert_t *a, str client, str device, str signature) {
    return fido_assert_set_count(a, 1) == FIDO_OK &&
           fido_assert_set_clientdata(a, (const unsigned char *)client.at, client.len) == FIDO_OK &&
           fido_assert_set_authdata_raw(a, 0, (const unsigned char *)device.at, device.len) ==
                   FIDO_OK &&
           fido_assert_set_up(a, FIDO_OPT_TRUE) == FIDO_OK &&
           fido_assert_set_sig(a, 0, (const unsigned char *)signature.at, signature.len) == FIDO_OK;
}

enum webauthn_flaw webauthn_signed(struct arena *mem, const struct webauthn_place *place,
        const struct webauthn_sent *sent, struct webauthn *found) {
    struct heard h = {0};
    str signature = {0};
    str key = {0};
    if (!decoded(mem, found->key, &key)) {
        return WEBAUTHN_UNKNOWN_KEY;
    }
    enum webauthn_flaw flaw = read_both(mem, place, sent, &h, found);
    if (flaw != WEBAUTHN_FINE) {
        return flaw;
    }
    fido_assert_t *a = fido_assert_new();
    bool right = a && decoded(mem, sent->signature, &signature) &&
                 fido_assert_set_rp(a, arena_z(mem, place->host)) == FIDO_OK &&
                 fill(a, h.client, h.device, signature) && verified(a, found->algorithm, key);
    fido_assert_free(&a);
    return right ? WEBAUTHN_FINE : WEBAUTHN_WRONG_SIGNATURE;
}
