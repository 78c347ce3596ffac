#include "trust/approach_check.h"

#include "db/db.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600 };

static enum approach_flaw check_reason(str *reason, bool needed) {
    *reason = str_trim(*reason);
    if (reason->len == 0) {
        return needed ? APPROACH_WITHOUT_REASON : APPROACH_FINE;
    }
    return reason->len > APPROACH_REASON_MOST ? APPROACH_REASON_LONG : APPROACH_FINE;
}

static enum approach_flaw check_day(struct work *w, struct approach *a) {
    str day = date_parse_human(w->mem, str_trim(a->deadline));
    if (!day.len) {
        return APPROACH_DAY_WRONG;
    }
    int64_t today = date_seconds(date_of(w->mem, w->now));
    a->deadline = day;
    a->days = (date_seconds(day) - today) / DAY_SECONDS;
    bool within = a->days >= APPROACH_DAYS_LEAST && a->days <= APPROACH_DAYS_MOST;
    return within ? APPROACH_FINE : APPROACH_DAY_WRONG;
}

enum approach_flaw approach_check_words(struct work *w, struct approach *a) {
    enum approach_flaw flaw = check_reason(&a->reason, true);
    if (flaw == APPROACH_FINE) {
        flaw = check_reason(&a->reason_theirs, false);
    }
    return flaw == APPROACH_FINE ? check_day(w, a) : flaw;
}

int64_t approach_open_now(struct work *w, int64_t cluster) {
    return db_number(w, "SELECT COUNT(*) FROM approach WHERE cluster_id = ? AND state = 'open'",
            num(cluster));
}

int64_t approach_open_most(struct work *w, int64_t cluster) {
    int64_t ended = db_number(w,
            "SELECT COUNT(*) FROM approach WHERE cluster_id = ? AND state = 'closed' AND told > ?",
            num(cluster), num(w->now - (int64_t)APPROACH_LATELY_DAYS * DAY_SECONDS));
    int64_t most = APPROACH_OPEN_USUAL - ended;
    return most > APPROACH_OPEN_LEAST ? most : APPROACH_OPEN_LEAST;
}

static int64_t by_account_today(struct work *w) {
    return db_number(w,
            "SELECT COUNT(*) FROM approach AS a JOIN individual AS i ON i.id = a.asker_id"
            " WHERE i.account_id = ? AND a.created > ?",
            num(w->actor), num(w->now - DAY_SECONDS));
}

static int64_t open_there(struct work *w, const struct approach *a, int64_t cluster) {
    return db_number(w,
            "SELECT COUNT(*) FROM approach WHERE asked_id = ? AND state = 'open'"
            " AND (? = 0 OR cluster_id = ?)",
            num(a->asked), num(cluster), num(cluster));
}

/* Also one that was taken back: or whoever takes back and asks again writes as often as they like. */
static bool rests(struct work *w, const struct approach *a) {
    return db_number(w,
                   "SELECT COUNT(*) FROM approach WHERE COALESCE(own_id, 0) = ?"
                   " AND COALESCE(partner_id, 0) = ? AND (own_id IS NOT NULL OR (cluster_id = ?"
                   " AND partner_cluster_id = ?)) AND told > ?"
                   " AND state IN ('closed', 'taken-back', 'shut')",
                   num(a->own), num(a->partner), num(a->cluster), num(a->partner_cluster),
                   num(w->now - (int64_t)APPROACH_REST_DAYS * DAY_SECONDS)) > 0;
}

enum approach_flaw approach_check(struct work *w, const struct approach *a) {
    struct approach other = {0};
    struct approach_pair pair = {a->cluster, a->partner_cluster, a->own, a->partner};
    if (!a->asked) {
        return APPROACH_WITHOUT_ASKED;
    }
    if (!a->speaker) {
        return APPROACH_WITHOUT_SPEAKER;
    }
    if (a->asked == a->asker || a->asked == a->speaker) {
        return APPROACH_OF_ONESELF;
    }
    if (approach_between(w, &pair, &other)) {
        return APPROACH_UNDER_WAY;
    }
    if (rests(w, a)) {
        return APPROACH_RESTS;
    }
    if (by_account_today(w) >= APPROACH_BY_ONE_A_DAY) {
        return APPROACH_MANY_BY_YOU;
    }
    if (approach_open_now(w, a->cluster) >= approach_open_most(w, a->cluster)) {
        return APPROACH_MANY_OPEN;
    }
    bool many = open_there(w, a, 0) >= APPROACH_TO_ONE_OPEN ||
                open_there(w, a, a->cluster) >= APPROACH_TO_ONE_BY_US;
    return many ? APPROACH_MANY_THERE : APPROACH_FINE;
}
