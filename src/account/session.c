#include "account/session.h"

#include "account/agent.h"
#include "account/event.h"
#include "account/half_session.h"
#include "account/right.h"
#include "account/secret.h"
#include "account/subnet.h"
#include "db/db.h"

static int64_t first_cluster(struct work *w, int64_t account) {
    return db_number(w,
            "SELECT COALESCE((SELECT MIN(cluster_id) FROM role WHERE account_id = ?),"
            "                (SELECT MIN(id) FROM cluster WHERE EXISTS"
            "                 (SELECT 1 FROM reach WHERE account_id = ? AND reach = 2)), 0)",
            num(account), num(account));
}

/* Of who has no cluster. */
static int64_t first_organisation(struct work *w, int64_t account) {
    return db_number(w, "SELECT COALESCE(MIN(organisation_id), 0) FROM role WHERE account_id = ?",
            num(account));
}

static void note_seen(struct work *w, int64_t account) {
    db_run(w, "UPDATE account SET seen = ? WHERE id = ?", num(w->now), num(account));
}

str session_start(struct work *w, int64_t account) {
    str token = secret_new(w->mem);
    int64_t cluster = first_cluster(w, account);
    int64_t organisation = cluster ? 0 : first_organisation(w, account);
    db_run(w,
            "INSERT INTO session (token, account_id, cluster_id, organisation_id, form_key, created,"
            " seen, fresh) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            txt(secret_hash(w->mem, token)), num(account), key_or_none(cluster),
            key_or_none(organisation), txt(secret_new(w->mem)), num(w->now), num(w->now),
            num(w->now));
    note_seen(w, account);
    return token;
}

void session_describe(struct work *w, str token, str user_agent, str address) {
    struct agent a = agent_of(user_agent);
    db_run(w, "UPDATE session SET browser = ?, system = ?, subnet = ? WHERE token = ?",
            txt(a.browser), txt(a.system), txt(subnet_of(w->mem, address)),
            txt(secret_hash(w->mem, token)));
}

/* In a work of its own: a full disk must not keep people from reading. */
static void stay_awake(const struct work *w, str hash, int64_t account) {
    struct work aside = *w;
    db_run(&aside, "UPDATE session SET seen = ? WHERE token = ?", num(w->now), txt(hash));
    note_seen(&aside, account);
}

bool session_find(struct work *w, str token, struct session *found) {
    if (token.len == 0) {
        return false;
    }
    str hash = secret_hash(w->mem, token);
    struct session s = {0};
    struct rows r = db_rows(w,
            "SELECT s.account_id, s.cluster_id, s.organisation_id, s.form_key, s.created, s.seen,"
            " s.fresh, (SELECT COUNT(*) FROM second_missing AS m WHERE m.account_id = a.id),"
            " a.password_ends"
            " FROM session AS s JOIN account AS a ON a.id = s.account_id"
            " WHERE s.token = ? AND s.seen > ? AND s.created > ? AND a.suspended = 0",
            txt(hash), num(w->now - SESSION_IDLE_MOST), num(w->now - SESSION_AGE_MOST));
    bool there = db_next(&r, to(s.account), to(s.cluster), to(s.organisation), to(s.form_key),
            to(s.created), to(s.seen), to(s.fresh), to(s.unsettled), to(s.given));
    db_stop(&r);
    if (!there) {
        return false;
    }
    if (w->now - s.seen >= SESSION_SEEN_EVERY) {
        stay_awake(w, hash, s.account);
        s.seen = w->now;
    }
    *found = s;
    return true;
}

bool session_set_cluster(struct work *w, str token, int64_t cluster) {
    if (!right_holds(w, RIGHT_MANAGER, cluster)) {
        return false;
    }
    db_run(w,
            "UPDATE session SET cluster_id = ?, organisation_id = NULL"
            " WHERE token = ? AND account_id = ?",
            num(cluster), txt(secret_hash(w->mem, token)), num(w->actor));
    return true;
}

bool session_set_organisation(struct work *w, str token, int64_t organisation) {
    bool belongs =
            db_number(w, "SELECT COUNT(*) FROM role WHERE account_id = ? AND organisation_id = ?",
                    num(w->actor), num(organisation)) > 0;
    if (belongs) {
        db_run(w,
                "UPDATE session SET organisation_id = ?, cluster_id = NULL"
                " WHERE token = ? AND account_id = ?",
                num(organisation), txt(secret_hash(w->mem, token)), num(w->actor));
    }
    return belongs;
}

bool session_form_right(const struct session *s, str form_key) {
    return secret_same(s->form_key, form_key);
}

bool session_is_fresh(const struct session *s, int64_t now) {
    return now - s->fresh <= SESSION_FRESH_MOST;
}

void session_refresh(struct work *w, str token) {
    db_run(w, "UPDATE session SET fresh = ? WHERE token = ?", num(w->now),
            txt(secret_hash(w->mem, token)));
}

struct sessions session_list(struct work *w, int64_t account) {
    struct sessions found = {.at = arena_new(w->mem, struct session_shown, SESSIONS_MOST)};
    struct session_shown s = {0};
    struct rows r = db_rows(w,
            "SELECT token, browser, system, subnet, created, seen FROM session"
            " WHERE account_id = ? AND seen > ? AND created > ?"
            " ORDER BY seen DESC, created DESC, token LIMIT ?",
            num(account), num(w->now - SESSION_IDLE_MOST), num(w->now - SESSION_AGE_MOST),
            num(SESSIONS_MOST));
    while (db_next(
            &r, to(s.key), to(s.browser), to(s.system), to(s.subnet), to(s.created), to(s.seen))) {
        found.at[found.count++] = s;
    }
    return found;
}

str session_key(struct work *w, str token) {
    return secret_hash(w->mem, token);
}

void session_end(struct work *w, str token) {
    db_run(w, "DELETE FROM session WHERE token = ?", txt(secret_hash(w->mem, token)));
}

void session_end_all(struct work *w, int64_t account) {
    db_run(w, "DELETE FROM session WHERE account_id = ?", num(account));
}

void session_end_key(struct work *w, int64_t account, str key) {
    db_run(w, "DELETE FROM session WHERE token = ? AND account_id = ?", txt(key), num(account));
}

void session_end_others(struct work *w, int64_t account, str token) {
    db_run(w, "DELETE FROM session WHERE account_id = ? AND token <> ?", num(account),
            txt(secret_hash(w->mem, token)));
}

void session_sweep(struct work *w) {
    half_session_sweep(w);
    event_sweep(w);
    db_run(w, "DELETE FROM session WHERE seen <= ? OR created <= ?",
            num(w->now - SESSION_IDLE_MOST), num(w->now - SESSION_AGE_MOST));
}
