#include "account/asked.h"

#include "account/account.h"
#include "account/attempt.h"
#include "account/secret.h"
#include "base/buf.h"
#include "db/db.h"

/* Counted apart from passwords: who guesses those does not keep anybody from asking for a link. */
static struct attempt attempt_at(struct arena *mem, str mail, str peer) {
    struct buf subject = {.mem = mem};
    buf_add(&subject, STR("link "));
    buf_add(&subject, account_mail(mem, mail));
    return attempt_of(mem, buf_str(&subject), peer);
}

int64_t asked_add(struct work *w, const struct asked *a, str peer) {
    struct attempt attempt = attempt_at(w->mem, a->mail, peer);
    int64_t wait = attempt_start(w, &attempt);
    if (wait) {
        return wait;
    }
    db_run(w,
            "INSERT INTO asked (purpose, mail, browser, address, created)"
            " SELECT ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM asked) < ?",
            txt(a->purpose == LINK_PASSWORD ? STR("password") : STR("sign-in")),
            txt(account_mail(w->mem, a->mail)), txt(a->browser), txt(a->address), num(w->now),
            num(ASKED_WAITING_MOST));
    return 0;
}

bool asked_any(struct work *w) {
    return db_number(w, "SELECT MIN(id) FROM asked") > 0;
}

bool asked_take(struct work *w, struct asked *found) {
    str purpose = {0};
    db_run(w, "DELETE FROM asked WHERE created < ?", num(w->now - ASKED_AGE_MOST));
    struct rows r = db_rows(w, "DELETE FROM asked WHERE id = (SELECT MIN(id) FROM asked)"
                               " RETURNING purpose, mail, browser, address");
    bool there = db_next(&r, to(purpose), to(found->mail), to(found->browser), to(found->address));
    db_stop(&r);
    found->purpose = str_eq(purpose, STR("password")) ? LINK_PASSWORD : LINK_SIGN_IN;
    return there;
}

int64_t asked_link_age(enum link_purpose purpose) {
    return purpose == LINK_PASSWORD ? ASKED_PASSWORD_AGE_MOST : ASKED_SIGN_IN_AGE_MOST;
}

str asked_link(struct work *w, const struct asked *a, int64_t account) {
    if (link_count(w, a->purpose, account) >= ASKED_OPEN_MOST) {
        return (str){0};
    }
    return link_make(w, &(struct link){.purpose = a->purpose,
                                .account = account,
                                .object = account,
                                .mail = a->mail,
                                .detail = a->browser,
                                .expires = w->now + asked_link_age(a->purpose)});
}

void asked_used(struct work *w, int64_t account, str mail, str peer) {
    struct attempt attempt = attempt_at(w->mem, mail, peer);
    link_end(w, LINK_SIGN_IN, account);
    link_end(w, LINK_PASSWORD, account);
    attempt_succeed(w, &attempt);
}

str asked_browser(struct arena *mem, str user_agent) {
    return secret_hash(mem, user_agent);
}
