#include "account/secret.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

enum { SECRET_BYTES = 32 };

void secret_ready(void) {
    int ready = sodium_init();
    assert(ready >= 0);
}

str secret_text(struct arena *mem, const unsigned char *bytes, size_t len) {
    size_t room = sodium_base64_encoded_len(len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_new(mem, char, room);
    sodium_bin2base64(text, room, bytes, len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (str){text, room - 1};
}

/* The library takes some bytes that are no letters at all for letters of the alphabet. */
static bool is_coded(str text) {
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789-_";
    for (size_t i = 0; i < text.len; i++) {
        if (!memchr(alphabet, text.at[i], sizeof(alphabet) - 1)) {
            return false;
        }
    }
    return text.len > 0;
}

bool secret_bytes(str text, unsigned char *bytes, size_t len) {
    size_t found = 0;
    if (!is_coded(text)) {
        return false;
    }
    int bad = sodium_base642bin(bytes, len, text.at, text.len, NULL, &found, NULL,
            sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return bad == 0 && found == len;
}

str secret_new(struct arena *mem) {
    unsigned char bytes[SECRET_BYTES];
    secret_ready();
    randombytes_buf(bytes, sizeof(bytes));
    return secret_text(mem, bytes, sizeof(bytes));
}

str secret_hash(struct arena *mem, str secret) {
    unsigned char hash[crypto_generichash_BYTES];
    secret_ready();
    const void *at = secret.len ? secret.at : "";
    crypto_generichash(hash, sizeof(hash), at, secret.len, NULL, 0);
    return secret_text(mem, hash, sizeof(hash));
}

bool secret_same(str a, str b) {
    return a.len == b.len && a.len > 0 && sodium_memcmp(a.at, b.at, a.len) == 0;
}
