#include "account/password.h"

#include "account/password_known.h"
#include "account/secret.h"
#include "base/buf.h"

#include <errno.h>
#include <sodium.h>
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

enum password_verdict password_right(
        struct arena *mem, struct password_gate *gate, str hash, str password) {
    const char *tried = hash.len ? arena_z(mem, hash) : nobodys;
    secret_ready();
    if (!enter(gate)) {
        return PASSWORD_BUSY;
    }
    errno = 0;
    int bad = crypto_pwhash_str_verify(tried, password.len ? password.at : "", password.len);
    bool without_memory = bad && errno != EINVAL; /* that it says of another password alone */
    leave(gate);
    if (without_memory) {
        return PASSWORD_BUSY;
    }
    return bad == 0 && hash.len ? PASSWORD_RIGHT : PASSWORD_WRONG;
}
