#include "account/password.h"

#include "account/password_known.h"
#include "account/secret.h"
#include "base/buf.h"

#include <sodium.h>
#include <stdio.h>
#include <strings.h>

enum { PASSES = 2, MEMORY = 64 * 1024 * 1024 };

/* Of a random password that nobody kept, at the cost above: what is tried where there is no
 * account, so that the answer takes as long. */
static const char nobodys[] = "$argon2id$v=19$m=65536,t=2,p=1$"
                              "G2NmAhwPtpM5t1k7ocdwHQ$T2o1pScKc+PQJIrKoZcx90r6iADN1xH5u5Iv5BbsO8Q";

void password_gate_open(struct password_gate *gate) {
    *gate = (struct password_gate){0};
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->freed, NULL);
}

void password_gate_close(struct password_gate *gate) {
    pthread_cond_destroy(&gate->freed);
    pthread_mutex_destroy(&gate->lock);
}

static bool enter(struct password_gate *gate) {
    bool full = false;
    pthread_mutex_lock(&gate->lock);
    if (gate->running >= PASSWORD_RUNNING_MOST && gate->waiting >= PASSWORD_WAITING_MOST) {
        full = true;
    } else {
        gate->waiting++;
        while (gate->running >= PASSWORD_RUNNING_MOST) {
            pthread_cond_wait(&gate->freed, &gate->lock);
        }
        gate->waiting--;
        gate->running++;
    }
    pthread_mutex_unlock(&gate->lock);
    return !full;
}

static void leave(struct password_gate *gate) {
    pthread_mutex_lock(&gate->lock);
    gate->running--;
    pthread_cond_signal(&gate->freed);
    pthread_mutex_unlock(&gate->lock);
}

static size_t characters(str s) {
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) {
        count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    }
    return count;
}

static bool begins_with(str s, str head) {
    return s.len >= head.len && (head.len == 0 || strncasecmp(s.at, head.at, head.len) == 0);
}

/* "anna.holm@example.org" is no password for that address, nor is "anna.holm1". */
static bool is_mail(str password, str mail) {
    str local = {0};
    str rest = mail;
    if (mail.len == 0 || !str_cut(&rest, '@', &local)) {
        return false;
    }
    bool whole = password.len == mail.len && begins_with(password, mail);
    return whole || (local.len && begins_with(password, local) && password.len - local.len < 5);
}

static bool is_simple(str s) {
    bool seen[256] = {0};
    size_t different = 0;
    size_t steps = 0;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        different += !seen[c];
        seen[c] = true;
        int step = i ? c - (unsigned char)s.at[i - 1] : 0;
        steps += step == 1 || step == -1 || step == 9 || step == -9; /* 9: from 9 to 0 */
    }
    return different < PASSWORD_DIFFERENT_LEAST || (s.len && steps == s.len - 1);
}

enum password_flaw password_check(str password, str mail) {
    size_t count = characters(password);
    if (count < PASSWORD_CHARACTERS_LEAST) {
        return PASSWORD_TOO_SHORT;
    }
    if (count > PASSWORD_CHARACTERS_MOST) {
        return PASSWORD_TOO_LONG;
    }
    if (is_mail(password, mail)) {
        return PASSWORD_IS_MAIL;
    }
    return is_simple(password) || password_known(password) ? PASSWORD_TOO_SIMPLE : PASSWORD_FINE;
}

/* Four groups of four: 80 bits. */
str password_new(struct arena *mem) {
    static const char signs[] = "abcdefghijkmnpqrstuvwxyz23456789"; /* 32: a byte picks evenly */
    unsigned char random[16];
    struct buf word = {.mem = mem};
    secret_ready();
    randombytes_buf(random, sizeof(random));
    for (size_t i = 0; i < sizeof(random); i++) {
        buf_add(&word, i && i % 4 == 0 ? STR("-") : (str){0});
        buf_add(&word, (str){&signs[random[i] % 32], 1});
    }
    return buf_str(&word);
}

bool password_hash(struct work *w, struct password_gate *gate, str password, str *hash) {
    char made[crypto_pwhash_STRBYTES];
    secret_ready();
    if (!enter(gate)) {
        return false;
    }
    int bad =
            crypto_pwhash_str(made, password.len ? password.at : "", password.len, PASSES, MEMORY);
    leave(gate);
    if (bad) {
        work_fail(w, STR("no memory to hash a password in"));
        return false;
    }
    *hash = arena_copy(w->mem, str_of(made));
    return true;
}

enum { SALT_LETTERS = 22, HASH_LETTERS = 43, HASH_BYTES = 32 };

/* What stands after `head` in a hash that was made as password_hash() makes them. */
static bool read_hash(str hash, str head, unsigned char *salt, unsigned char *sum) {
    size_t len = 0;
    if (hash.len != head.len + SALT_LETTERS + 1 + HASH_LETTERS || !str_starts(hash, head)) {
        return false;
    }
    const char *at = hash.at + head.len;
    return sodium_base642bin(salt, crypto_pwhash_SALTBYTES, at, SALT_LETTERS, NULL, &len, NULL,
                   sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0 &&
           sodium_base642bin(sum, HASH_BYTES, at + SALT_LETTERS + 1, HASH_LETTERS, NULL, &len, NULL,
                   sodium_base64_VARIANT_ORIGINAL_NO_PADDING) == 0;
}

/* The library's own comparing says of a want of memory what it says of another password; so it is
 * asked for the sum, and compared here. Hashes of other settings are left to it. */
static enum password_verdict compare(const char *hash, str password) {
    char head[64];
    unsigned char salt[crypto_pwhash_SALTBYTES];
    unsigned char sum[HASH_BYTES];
    unsigned char tried[HASH_BYTES];
    const char *word = password.len ? password.at : "";
    (void)snprintf(head, sizeof(head), "$argon2id$v=19$m=%d,t=%d,p=1$", MEMORY / 1024, PASSES);
    if (!read_hash(str_of(hash), str_of(head), salt, sum)) {
        bool same = crypto_pwhash_str_verify(hash, word, password.len) == 0;
        return same ? PASSWORD_RIGHT : PASSWORD_WRONG;
    }
    if (crypto_pwhash(tried, HASH_BYTES, word, password.len, salt, PASSES, MEMORY,
                crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return PASSWORD_BUSY;
    }
    return sodium_memcmp(tried, sum, HASH_BYTES) == 0 ? PASSWORD_RIGHT : PASSWORD_WRONG;
}

enum password_verdict password_right(
        struct arena *mem, struct password_gate *gate, str hash, str password) {
    const char *stored = hash.len ? arena_z(mem, hash) : nobodys;
    secret_ready();
    if (!enter(gate)) {
        return PASSWORD_BUSY;
    }
    enum password_verdict verdict = compare(stored, password);
    leave(gate);
    return verdict == PASSWORD_RIGHT && !hash.len ? PASSWORD_WRONG : verdict;
}
