#include "db/seal.h"

#include "base/buf.h"
#include "db/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING, ADDED = crypto_secretbox_NONCEBYTES };

_Static_assert(SEAL_KEY_BYTES == crypto_secretbox_KEYBYTES, "the file holds one key");

void seal_new(struct seal *s) {
    if (sodium_init() >= 0) {
        crypto_secretbox_keygen(s->key);
    }
}

static str joined(struct arena *mem, str a, str b) {
    struct buf out = {.mem = mem};
    buf_add(&out, a);
    buf_add(&out, b);
    return buf_str(&out);
}

/* Beside its place and put there when whole. Two programs may start at once: the first one's key is
 * everybody's, so it is never written over. */
static bool make(struct arena *mem, const char *path) {
    struct seal made = {0};
    char *draft = arena_z(mem, joined(mem, str_of(path), STR(".XXXXXX")));
    int file = mkstemp(draft);
    if (file < 0) {
        return false;
    }
    seal_new(&made);
    bool whole = write(file, made.key, sizeof(made.key)) == sizeof(made.key) && fsync(file) == 0;
    whole = whole && (link(draft, path) == 0 || errno == EEXIST);
    sodium_memzero(&made, sizeof(made));
    (void)close(file);
    (void)unlink(draft);
    return whole;
}

static bool take(const char *path, struct seal *s) {
    unsigned char found[SEAL_KEY_BYTES + 1];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t len = file < 0 ? -1 : read(file, found, sizeof(found));
    if (file >= 0) {
        (void)close(file);
    }
    for (size_t i = 0; i < SEAL_KEY_BYTES && len == SEAL_KEY_BYTES; i++) {
        s->key[i] = found[i];
    }
    sodium_memzero(found, sizeof(found));
    return len == SEAL_KEY_BYTES;
}

bool seal_load(struct arena *mem, const char *path, struct seal *s, str *fault) {
    bool there = access(path, F_OK) == 0;
    if (!there && !make(mem, path)) {
        *fault = joined(mem, STR("a key file cannot be made here: "), str_of(path));
        return false;
    }
    if (!take(path, s)) {
        *fault = joined(mem, STR("this is no key file, or it cannot be read: "), str_of(path));
        return false;
    }
    return true;
}

static str proof(struct work *w) {
    str found = {0};
    struct rows r = db_rows(w, "SELECT proof FROM seal WHERE id = 1");
    (void)db_next(&r, to(found));
    db_stop(&r);
    return found;
}

bool seal_fits(struct work *w, const struct seal *s) {
    str closed = proof(w);
    str plain = {0};
    if (closed.len == 0) {
        db_run(w, "INSERT INTO seal (id, proof) VALUES (1, ?) ON CONFLICT (id) DO NOTHING",
                txt(seal_close(w->mem, s, STR("the key of this database"))));
        closed = proof(w);
    }
    return work_ok(w) && seal_open(w->mem, s, closed, &plain);
}

/* The number used once stands before what it was used for. */
str seal_close(struct arena *mem, const struct seal *s, str plain) {
    size_t len = crypto_secretbox_MACBYTES + plain.len;
    unsigned char *bytes = arena_new(mem, unsigned char, ADDED + len);
    size_t room = sodium_base64_encoded_len(ADDED + len, VARIANT);
    char *text = arena_new(mem, char, room);
    randombytes_buf(bytes, ADDED);
    crypto_secretbox_easy(bytes + ADDED, (const unsigned char *)(plain.len ? plain.at : ""),
            plain.len, bytes, s->key);
    sodium_bin2base64(text, room, bytes, ADDED + len, VARIANT);
    return (str){text, room - 1};
}

bool seal_open(struct arena *mem, const struct seal *s, str closed, str *plain) {
    unsigned char *bytes = arena_new(mem, unsigned char, closed.len + 1);
    size_t len = 0;
    const size_t least = ADDED + crypto_secretbox_MACBYTES;
    if (sodium_base642bin(bytes, closed.len, closed.len ? closed.at : "", closed.len, NULL, &len,
                NULL, VARIANT) != 0 ||
            len < least) {
        return false;
    }
    char *found = arena_new(mem, char, len - least + 1);
    *plain = (str){found, len - least};
    return crypto_secretbox_open_easy(
                   (unsigned char *)found, bytes + ADDED, len - ADDED, bytes, s->key) == 0;
}
