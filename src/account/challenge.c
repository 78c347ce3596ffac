#include "account/challenge.h"

#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

#include <sodium.h>
#include <string.h>

enum { TIME_BYTES = 8, RANDOM_BYTES = 16, SIGNED_BYTES = TIME_BYTES + RANDOM_BYTES };

struct stamp {
    unsigned char time[TIME_BYTES];
    unsigned char random[RANDOM_BYTES];
    unsigned char mac[crypto_auth_BYTES];
};

_Static_assert(sizeof(struct stamp) == SIGNED_BYTES + crypto_auth_BYTES, "bytes without gaps");

/* The word in front keeps it apart from what else is signed with this secret; the purpose stands
 * last, for it alone has no fixed length. */
static void sign(struct arena *mem, const struct form_secret *secret, str purpose,
        const struct stamp *s, unsigned char *mac) {
    struct buf all = {.mem = mem};
    buf_add(&all, STR("passkey "));
    buf_add(&all, (str){(const char *)s, SIGNED_BYTES});
    buf_add(&all, purpose);
    secret_ready();
    crypto_auth(mac, (const unsigned char *)all.at, all.len, secret->at);
}

str challenge_make(struct work *w, const struct form_secret *secret, str purpose) {
    struct stamp s = {0};
    for (size_t i = 0; i < TIME_BYTES; i++) {
        s.time[i] = (unsigned char)((uint64_t)w->now >> (8 * i));
    }
    secret_ready();
    randombytes_buf(s.random, sizeof(s.random));
    sign(w->mem, secret, purpose, &s, s.mac);
    return secret_text(w->mem, (const unsigned char *)&s, sizeof(s));
}

static bool is_ours(struct work *w, const struct form_secret *secret, str purpose, str challenge) {
    struct stamp s = {0};
    unsigned char mac[crypto_auth_BYTES];
    uint64_t at = 0;
    if (!secret_bytes(challenge, (unsigned char *)&s, sizeof(s))) {
        return false;
    }
    sign(w->mem, secret, purpose, &s, mac);
    for (size_t i = 0; i < TIME_BYTES; i++) {
        at |= (uint64_t)s.time[i] << (8 * i);
    }
    bool ours = sodium_memcmp(mac, s.mac, sizeof(mac)) == 0;
    return ours && (int64_t)at <= w->now && w->now - (int64_t)at <= CHALLENGE_AGE_MOST;
}

bool challenge_take(struct work *w, const struct form_secret *secret, str purpose, str challenge) {
    if (!is_ours(w, secret, purpose, challenge)) {
        return false;
    }
    db_run(w, "DELETE FROM challenge_used WHERE expires < ?", num(w->now));
    return db_number(w,
                   "INSERT INTO challenge_used (challenge, expires) VALUES (?, ?)"
                   " ON CONFLICT (challenge) DO NOTHING RETURNING expires",
                   txt(secret_hash(w->mem, challenge)), num(w->now + CHALLENGE_AGE_MOST)) > 0;
}
