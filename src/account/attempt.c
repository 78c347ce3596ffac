#include "account/attempt.h"

#include "account/secret.h"
#include "account/subnet.h"
#include "base/buf.h"
#include "db/db.h"

static str subject(struct arena *mem, str kind, str what) {
    struct buf b = {.mem = mem};
    buf_add(&b, kind);
    buf_add(&b, what);
    return secret_hash(mem, buf_str(&b));
}

struct attempt attempt_of(struct arena *mem, str mail, str address) {
    return (struct attempt){
            .account = subject(mem, STR("account "), mail),
            .subnet = subject(mem, STR("subnet "), subnet_of(mem, address)),
    };
}

/* 0.2 s after the first failure, twice as long after each further one; in whole seconds, as that
 * is how time passes in a work, so the first three cost nothing. */
static int64_t wait_after(int64_t failures) {
    static const int64_t most = (int64_t)ATTEMPT_WAIT_MOST * 1000;
    int64_t milliseconds = 200;
    for (int64_t i = 1; i < failures && milliseconds < most; i++) {
        milliseconds *= 2;
    }
    int64_t seconds = failures > 0 ? milliseconds / 1000 : 0;
    return seconds < ATTEMPT_WAIT_MOST ? seconds : ATTEMPT_WAIT_MOST;
}

/* Many people share a subnet, so a few failures of theirs are free. */
static int64_t wait_of(struct work *w, str what, int64_t free) {
    int64_t failures = 0;
    int64_t last = 0;
    struct rows r = db_rows(w, "SELECT failures, last FROM attempt WHERE subject = ?", txt(what));
    (void)db_next(&r, to(failures), to(last));
    db_stop(&r);
    /* One far ahead is of a clock that has been set back, and nobody waits until it comes round. */
    bool set_back = last - w->now > ATTEMPT_WAIT_MOST;
    int64_t passed = w->now > last ? w->now - last : 0;
    int64_t left = set_back ? 0 : wait_after(failures - free) - passed;
    return left > 0 ? left : 0;
}

static void count(struct work *w, str what) {
    db_run(w,
            "INSERT INTO attempt (subject, failures, last) VALUES (?, 1, ?)"
            " ON CONFLICT (subject)"
            " DO UPDATE SET failures = attempt.failures + 1, last = excluded.last",
            txt(what), num(w->now));
}

static void take_back(struct work *w, str what) {
    db_run(w, "UPDATE attempt SET failures = failures - 1 WHERE subject = ? AND failures > 0",
            txt(what));
}

int64_t attempt_start(struct work *w, const struct attempt *a) {
    db_run(w, "DELETE FROM attempt WHERE last < ?", num(w->now - ATTEMPT_FADE));
    int64_t account = wait_of(w, a->account, 0);
    int64_t subnet = wait_of(w, a->subnet, ATTEMPT_SUBNET_FREE);
    int64_t wait = account > subnet ? account : subnet;
    if (wait == 0) {
        count(w, a->account);
        count(w, a->subnet);
    }
    return wait;
}

void attempt_undo(struct work *w, const struct attempt *a) {
    take_back(w, a->account);
    take_back(w, a->subnet);
}

/* The subnet's other failures stay: a guesser may have an account of their own. */
void attempt_succeed(struct work *w, const struct attempt *a) {
    db_run(w, "DELETE FROM attempt WHERE subject = ?", txt(a->account));
    take_back(w, a->subnet);
}
