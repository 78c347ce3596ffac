#include "account/event.h"

#include "db/db.h"

#include <assert.h>

static const char *const words[EVENT_KINDS] = {
        [EVENT_PASSWORD_CHANGED] = "password-changed",
        [EVENT_TOTP_ON] = "codes-on",
        [EVENT_TOTP_OFF] = "codes-off",
        [EVENT_PASSKEY_ADDED] = "passkey-added",
        [EVENT_PASSKEY_REMOVED] = "passkey-removed",
        [EVENT_CODES_MADE] = "recovery-made",
        [EVENT_CODE_USED] = "recovery-used",
        [EVENT_SECOND_MISSED] = "second-missed",
        [EVENT_PASSKEY_COPIED] = "passkey-copied",
        [EVENT_SECOND_REMOVED] = "second-removed",
};

void event_add(struct work *w, int64_t account, enum event_kind kind) {
    assert(kind < EVENT_KINDS);
    db_run(w, "INSERT INTO account_event (account_id, kind, by_id, at) VALUES (?, ?, ?, ?)",
            num(account), txt(str_of(words[kind])), num(w->actor), num(w->now));
}

static bool kind_of(str word, enum event_kind *found) {
    for (enum event_kind k = 0; k < EVENT_KINDS; k++) {
        if (str_eq(word, str_of(words[k]))) {
            *found = k;
            return true;
        }
    }
    return false;
}

struct events event_list(struct work *w, int64_t account) {
    struct events found = {.at = arena_new(w->mem, struct event, EVENTS_SHOWN)};
    struct event e = {0};
    str word = {0};
    struct rows r = db_rows(w,
            "SELECT e.kind, e.by_id, a.name, e.at FROM account_event AS e"
            " LEFT JOIN account AS a ON a.id = e.by_id"
            " WHERE e.account_id = ? ORDER BY e.id DESC LIMIT ?",
            num(account), num(EVENTS_SHOWN));
    while (db_next(&r, to(word), to(e.by), to(e.by_name), to(e.at))) {
        if (kind_of(word, &e.kind)) {
            found.at[found.count++] = e;
        }
    }
    return found;
}

bool event_since(struct work *w, int64_t account, enum event_kind kind, int64_t since) {
    assert(kind < EVENT_KINDS);
    return db_number(w,
                   "SELECT COUNT(*) FROM account_event WHERE account_id = ? AND kind = ? AND at > ?",
                   num(account), txt(str_of(words[kind])), num(since)) > 0;
}

void event_sweep(struct work *w) {
    db_run(w, "DELETE FROM account_event WHERE at < ?", num(w->now - EVENT_AGE_MOST));
}
