#include "account/sign_in.h"

#include "account/attempt.h"
#include "db/db.h"

static int64_t start(struct work *w, const struct attempt *a) {
    db_begin(w);
    int64_t wait = attempt_start(w, a);
    return db_end(w) ? wait : 0;
}

static void finish(struct work *w, const struct attempt *a, enum password_verdict verdict) {
    db_begin(w);
    if (verdict == PASSWORD_RIGHT) {
        attempt_succeed(w, a);
    } else {
        attempt_undo(w, a);
    }
    (void)db_end(w);
}

/* Empty where there is none, or it was made for them and has ended. */
static str hash_of(struct work *w, int64_t account) {
    str hash = {0};
    struct rows r = db_rows(w,
            "SELECT password FROM account"
            " WHERE id = ? AND (password_ends = 0 OR password_ends > ?)",
            num(account), num(w->now));
    (void)db_next(&r, to(hash));
    db_stop(&r);
    return hash;
}

enum sign_in_result sign_in_try(struct work *w, struct password_gate *gate, struct sign_in *s) {
    if (!work_ok(w)) {
        return SIGN_IN_WAIT; /* a transaction would begin with the fault forgotten */
    }
    struct attempt a = attempt_of(w->mem, account_mail(w->mem, s->mail), s->address);
    s->wait = start(w, &a);
    if (s->wait || !work_ok(w)) {
        return SIGN_IN_WAIT;
    }
    struct account found = {0};
    (void)account_by_mail(w, s->mail, &found);
    str hash = hash_of(w, found.id);
    enum password_verdict verdict = password_right(w->mem, gate, hash, s->password);
    if (!work_ok(w)) {
        return SIGN_IN_WAIT; /* nothing was compared with what is stored */
    }
    if (verdict == PASSWORD_WRONG || (verdict == PASSWORD_RIGHT && found.suspended)) {
        return SIGN_IN_WRONG;
    }
    finish(w, &a, verdict);
    if (verdict == PASSWORD_BUSY || !work_ok(w)) {
        s->wait = 1;
        return SIGN_IN_WAIT;
    }
    s->account = found;
    return SIGN_IN_RIGHT;
}
