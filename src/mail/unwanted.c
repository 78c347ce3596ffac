#include "mail/unwanted.h"

#include "base/buf.h"
#include "db/db.h"
#include "mail/letter_kind.h"

#include <sodium.h>

/* What else is sealed with the same key begins otherwise. */
#define HEAD "unwanted\n"

str unwanted_token(struct arena *mem, const struct seal *seal, const struct unwanted *u) {
    struct buf plain = {.mem = mem};
    buf_add(&plain, STR(HEAD));
    buf_num(&plain, u->expires);
    buf_add(&plain, STR("\n"));
    buf_add(&plain, u->kind);
    buf_add(&plain, STR("\n"));
    buf_add(&plain, u->mail);
    return seal_close(mem, seal, buf_str(&plain));
}

bool unwanted_open(struct work *w, const struct seal *seal, str token, struct unwanted *found) {
    str plain = {0};
    str expires = {0};
    *found = (struct unwanted){0};
    if (!seal_open(w->mem, seal, token, &plain) || !str_starts(plain, STR(HEAD))) {
        return false;
    }
    plain = str_skip(plain, sizeof(HEAD) - 1);
    bool whole = str_cut(&plain, '\n', &expires) && str_num(expires, &found->expires) &&
                 str_cut(&plain, '\n', &found->kind) && plain.len > 0;
    const struct letter_kind *k = whole ? letter_kind_named(found->kind) : NULL;
    found->mail = plain;
    return k && k->unasked && found->expires >= w->now;
}

/* One address is one reader, however it is written. */
str unwanted_hash(struct arena *mem, const struct seal *seal, str mail) {
    unsigned char hash[crypto_generichash_BYTES];
    char text[sodium_base64_ENCODED_LEN(
            crypto_generichash_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];
    char *lower = arena_z(mem, mail);
    for (size_t i = 0; i < mail.len; i++) {
        lower[i] = (char)(lower[i] >= 'A' && lower[i] <= 'Z' ? lower[i] | 0x20 : lower[i]);
    }
    crypto_generichash(hash, sizeof(hash), (const unsigned char *)lower, mail.len, seal->key,
            sizeof(seal->key));
    sodium_bin2base64(
            text, sizeof(text), hash, sizeof(hash), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return arena_copy(mem, str_of(text));
}

void unwanted_add(struct work *w, const struct seal *seal, const struct unwanted *u) {
    db_run(w,
            "INSERT INTO unwanted_letter (recipient, kind, at) VALUES (?, ?, ?)"
            " ON CONFLICT (recipient, kind) DO NOTHING",
            txt(unwanted_hash(w->mem, seal, u->mail)), txt(u->kind), num(w->now));
}

void unwanted_lift(struct work *w, const struct seal *seal, str mail, str kind) {
    db_run(w, "DELETE FROM unwanted_letter WHERE recipient = ? AND kind = ?",
            txt(unwanted_hash(w->mem, seal, mail)), txt(kind));
}

bool unwanted_is(struct work *w, const struct seal *seal, str mail, str kind) {
    return db_number(w, "SELECT COUNT(*) FROM unwanted_letter WHERE recipient = ? AND kind = ?",
                   txt(unwanted_hash(w->mem, seal, mail)), txt(kind)) > 0;
}
