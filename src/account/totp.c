#include "account/totp.h"

#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

#include <assert.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <string.h>

/* RFC 4648, section 6. */
static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

enum { TEXT_CHARACTERS = TOTP_SECRET_BYTES * 8 / 5, CODE_DIGITS_MOST = 8 };

void totp_new(struct totp *t) {
    secret_ready();
    randombytes_buf(t->secret, sizeof(t->secret));
}

str totp_text(struct arena *mem, const struct totp *t) {
    char *text = arena_new(mem, char, TEXT_CHARACTERS);
    unsigned held = 0;
    unsigned bits = 0;
    size_t len = 0;
    for (size_t i = 0; i < TOTP_SECRET_BYTES; i++) {
        held = (held << 8 | t->secret[i]) & 0xFFF;
        for (bits += 8; bits >= 5; bits -= 5) {
            text[len++] = signs[held >> (bits - 5) & 31];
        }
    }
    return (str){text, len};
}

bool totp_read(str text, struct totp *t) {
    unsigned held = 0;
    unsigned bits = 0;
    size_t len = 0;
    if (text.len != TEXT_CHARACTERS) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        const char *sign = memchr(signs, text.at[i], sizeof(signs) - 1);
        if (!sign) {
            return false;
        }
        held = (held << 5 | (unsigned)(sign - signs)) & 0xFFF;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            t->secret[len++] = (unsigned char)(held >> bits);
        }
    }
    return true;
}

static void add_coded(struct buf *out, str text) {
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '-' || c == '.' || c == '_' || c == '~';
        char coded[3] = {'%', digits[c >> 4], digits[c & 15]};
        buf_add(out, plain ? (str){text.at + i, 1} : (str){coded, 3});
    }
}

str totp_address(struct arena *mem, const struct totp *t, str mail) {
    struct buf out = {.mem = mem};
    buf_add(&out, STR("otpauth://totp/Handslag:"));
    add_coded(&out, mail);
    buf_add(&out, STR("?secret="));
    buf_add(&out, totp_text(mem, t));
    buf_add(&out, STR("&issuer=Handslag"));
    return buf_str(&out);
}

str totp_code(struct arena *mem, const struct totp *t, int64_t step, unsigned digits) {
    char made[CODE_DIGITS_MOST + 1] = "";
    char secret[TOTP_SECRET_BYTES];
    assert(digits >= TOTP_DIGITS && digits <= CODE_DIGITS_MOST);
    memcpy(secret, t->secret, sizeof(secret));
    int bad = oath_init();
    if (!bad) {
        bad = oath_totp_generate(secret, sizeof(secret), (time_t)(step * TOTP_STEP_SECONDS),
                TOTP_STEP_SECONDS, OATH_TOTP_DEFAULT_START_TIME, digits, made);
    }
    sodium_memzero(secret, sizeof(secret));
    assert(bad == OATH_OK);
    return arena_copy(mem, str_of(made));
}

/* All are compared, so that how long it takes says nothing. */
int64_t totp_step(struct work *w, const struct totp *t, int64_t used, str code) {
    int64_t now = w->now / TOTP_STEP_SECONDS;
    int64_t found = 0;
    for (int64_t step = now - TOTP_STEPS_AROUND; step <= now + TOTP_STEPS_AROUND; step++) {
        bool same = secret_same(code, totp_code(w->mem, t, step, TOTP_DIGITS));
        if (same && step > used && !found) {
            found = step;
        }
    }
    return found;
}

void totp_set(struct work *w, const struct seal *seal, int64_t account, const struct totp *t) {
    db_run(w,
            "INSERT INTO totp (account_id, secret, step, created) VALUES (?, ?, 0, ?)"
            " ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, step = 0,"
            " created = excluded.created",
            num(account), txt(seal_close(w->mem, seal, totp_text(w->mem, t))), num(w->now));
}

bool totp_on(struct work *w, int64_t account) {
    return db_number(w, "SELECT COUNT(*) FROM totp WHERE account_id = ?", num(account)) > 0;
}

/* Of two at once with the same code only one moves the step on. */
bool totp_take(struct work *w, const struct seal *seal, int64_t account, str code) {
    struct totp t = {0};
    int64_t used = 0;
    str sealed = {0};
    str plain = {0};
    struct rows r = db_rows(w, "SELECT secret, step FROM totp WHERE account_id = ?", num(account));
    bool there = db_next(&r, to(sealed), to(used));
    db_stop(&r);
    if (!there || !seal_open(w->mem, seal, sealed, &plain) || !totp_read(plain, &t)) {
        return false;
    }
    int64_t step = totp_step(w, &t, used, code);
    sodium_memzero(&t, sizeof(t));
    return step && db_number(w,
                           "UPDATE totp SET step = ? WHERE account_id = ? AND step < ?"
                           " RETURNING account_id",
                           num(step), num(account), num(step)) > 0;
}

void totp_remove(struct work *w, int64_t account) {
    db_run(w, "DELETE FROM totp WHERE account_id = ?", num(account));
}
