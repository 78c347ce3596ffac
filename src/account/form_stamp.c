#include "account/form_stamp.h"

#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

#include <sodium.h>
#include <string.h>

static str stored(struct work *w) {
    str text = {0};
    struct rows r = db_rows(w, "SELECT value FROM setting WHERE name = 'form_secret'");
    (void)db_next(&r, to(text));
    db_stop(&r);
    return text;
}

void form_secret_load(struct work *w, struct form_secret *secret) {
    str text = stored(w);
    if (text.len == 0) {
        /* Two programs may start at once: the first one's secret is everybody's. */
        db_run(w,
                "INSERT INTO setting (name, value) VALUES ('form_secret', ?)"
                " ON CONFLICT (name) DO NOTHING",
                txt(secret_new(w->mem)));
        text = stored(w);
    }
    if (work_ok(w) && !secret_bytes(text, secret->at, sizeof(secret->at))) {
        work_fail(w, STR("the stored form secret is damaged"));
    }
}

/* The time as eight bytes, so that no two times are signed as the same text. */
static void sign(const struct form_secret *secret, int64_t at, unsigned char *mac) {
    unsigned char signed_bytes[16] = "visitor";
    uint64_t left = (uint64_t)at;
    for (size_t i = 0; i < 8; i++) {
        signed_bytes[8 + i] = (unsigned char)(left >> (8 * i));
    }
    secret_ready();
    crypto_auth(mac, signed_bytes, sizeof(signed_bytes), secret->at);
}

_Static_assert(FORM_SECRET_BYTES == crypto_auth_KEYBYTES, "the secret is the key");

str form_stamp_make(struct arena *mem, const struct form_secret *secret, int64_t now) {
    unsigned char mac[crypto_auth_BYTES];
    struct buf stamp = {.mem = mem};
    sign(secret, now, mac);
    buf_num(&stamp, now);
    buf_add(&stamp, STR("."));
    buf_add(&stamp, secret_text(mem, mac, sizeof(mac)));
    return buf_str(&stamp);
}

bool form_stamp_right(const struct form_secret *secret, int64_t now, str stamp) {
    unsigned char given[crypto_auth_BYTES];
    unsigned char mac[crypto_auth_BYTES];
    str time = {0};
    int64_t at = 0;
    if (!str_cut(&stamp, '.', &time) || !str_num(time, &at) ||
            !secret_bytes(stamp, given, sizeof(given))) {
        return false;
    }
    sign(secret, at, mac);
    bool ours = sodium_memcmp(given, mac, sizeof(mac)) == 0;
    return ours && at <= now && now - at <= FORM_STAMP_AGE_MOST;
}
