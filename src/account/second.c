#include "account/second.h"

#include "account/attempt.h"
#include "account/half_session.h"
#include "account/passkey.h"
#include "account/recovery.h"
#include "account/totp.h"
#include "base/buf.h"
#include "db/db.h"

struct second second_of(struct work *w, int64_t account) {
    struct second s = {0};
    int64_t totp = 0;
    struct rows r = db_rows(w,
            "SELECT (SELECT COUNT(*) FROM totp WHERE account_id = a.id),"
            " (SELECT COUNT(*) FROM passkey WHERE account_id = a.id),"
            " (SELECT COUNT(*) FROM recovery_code WHERE account_id = a.id)"
            " FROM account AS a WHERE a.id = ?",
            num(account));
    (void)db_next(&r, to(totp), to(s.passkeys), to(s.codes));
    db_stop(&r);
    s.totp = totp > 0;
    return s;
}

bool second_is_on(const struct second *s) {
    return s->totp || s->passkeys > 0;
}

/* "123 456" as the apps show it. */
static str without_blanks(struct arena *mem, str typed) {
    struct buf out = {.mem = mem};
    for (size_t i = 0; i < typed.len; i++) {
        buf_add(&out, typed.at[i] == ' ' ? (str){0} : (str){typed.at + i, 1});
    }
    return buf_str(&out);
}

static bool is_totp(str code) {
    for (size_t i = 0; i < code.len; i++) {
        if (code.at[i] < '0' || code.at[i] > '9') {
            return false;
        }
    }
    return code.len == TOTP_DIGITS;
}

static struct attempt attempt_at(struct work *w, const struct second_try *t) {
    struct buf who = {.mem = w->mem};
    buf_add(&who, STR("second step of "));
    buf_num(&who, t->account);
    return attempt_of(w->mem, buf_str(&who), t->address);
}

static int64_t start(struct work *w, const struct attempt *a) {
    db_begin(w);
    int64_t wait = attempt_start(w, a);
    return db_end(w) ? wait : 0;
}

static bool take(struct work *w, const struct seal *seal, struct second_try *t) {
    str code = without_blanks(w->mem, t->code);
    t->recovery = !is_totp(code);
    return t->recovery ? recovery_take(w, t->account, code) : totp_take(w, seal, t->account, code);
}

enum second_result second_try(struct work *w, const struct seal *seal, struct second_try *t) {
    if (!work_ok(w)) {
        return SECOND_WAIT; /* a transaction would begin with the fault forgotten */
    }
    struct attempt a = attempt_at(w, t);
    t->wait = start(w, &a);
    if (t->wait || !work_ok(w)) {
        return SECOND_WAIT;
    }
    db_begin(w);
    bool right = take(w, seal, t);
    if (right) {
        attempt_succeed(w, &a);
    }
    return db_end(w) && right ? SECOND_RIGHT : SECOND_WRONG;
}

void second_remove(struct work *w, int64_t account) {
    totp_remove(w, account);
    passkey_remove_all(w, account);
    recovery_remove(w, account);
    half_session_end_all(w, account);
}

/* As the view second_missing puts it together. */
static str name_of(struct arena *mem, enum role_kind kind) {
    struct buf name = {.mem = mem};
    buf_add(&name, STR("second_step_"));
    buf_add(&name, role_word(kind));
    return buf_str(&name);
}

bool second_wanted(struct work *w, enum role_kind kind) {
    return db_number(w, "SELECT COUNT(*) FROM setting WHERE name = ? AND value = 'yes'",
                   txt(name_of(w->mem, kind))) > 0;
}

void second_want(struct work *w, enum role_kind kind, bool wanted) {
    db_run(w,
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            txt(name_of(w->mem, kind)), txt(wanted ? STR("yes") : STR("no")));
}
