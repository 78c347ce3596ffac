#include "trust/approach.h"

#include "db/db.h"
#include "directory/individual.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600, YEAR_DAYS = 365 };

/* clang-format off */
#define COLUMNS                                                                             \
    "a.id, a.cluster_id, a.partner_cluster_id, a.own_id, a.partner_id, a.asker_id,"         \
    " a.speaker_id, a.asked_id, a.reason, a.lang, a.reason_theirs, a.lang_theirs,"          \
    " a.deadline, a.days, a.state, a.told, a.again, a.confirmed, a.opened, a.behind,"       \
    " a.created, c.name, c.lang, COALESCE(pc.name, ''), COALESCE(pc.lang, ''),"             \
    " COALESCE(o.name, ''), COALESCE(o.lang, ''), COALESCE(po.name, ''),"                   \
    " COALESCE(po.lang, '')"
#define FROM                                                                                \
    " FROM approach AS a JOIN cluster AS c ON c.id = a.cluster_id"                          \
    " LEFT JOIN cluster AS pc ON pc.id = a.partner_cluster_id"                              \
    " LEFT JOIN organisation AS o ON o.id = a.own_id"                                       \
    " LEFT JOIN organisation AS po ON po.id = a.partner_id"
/* clang-format on */

static const char *const words[APPROACH_STATES] = {
        [APPROACH_OPEN] = "open",
        [APPROACH_YES] = "yes",
        [APPROACH_LATER] = "later",
        [APPROACH_CLOSED] = "closed",
        [APPROACH_TAKEN_BACK] = "taken-back",
        [APPROACH_SHUT] = "shut",
};

str approach_word(enum approach_state state) {
    return str_of(words[state]);
}

static enum approach_state state_named(str word) {
    enum approach_state s = APPROACH_OPEN;
    while (s + 1 < APPROACH_STATES && !str_eq(word, str_of(words[s]))) {
        s++;
    }
    return s;
}

static bool next(struct rows *r, struct approach *a) {
    str state;
    bool there = db_next(r, to(a->id), to(a->cluster), to(a->partner_cluster), to(a->own),
            to(a->partner), to(a->asker), to(a->speaker), to(a->asked), to(a->reason), to(a->lang),
            to(a->reason_theirs), to(a->lang_theirs), to(a->deadline), to(a->days), to(state),
            to(a->told), to(a->again), to(a->confirmed), to(a->opened), to(a->behind),
            to(a->created), to(a->cluster_name), to(a->cluster_lang), to(a->partner_cluster_name),
            to(a->partner_cluster_lang), to(a->own_name), to(a->own_lang), to(a->partner_name),
            to(a->partner_lang));
    if (there) {
        a->state = state_named(state);
    }
    return there;
}

static bool one_of(struct rows *r, struct approach *found) {
    bool there = next(r, found);
    db_stop(r);
    return there;
}

static struct approaches take_all(struct work *w, struct rows *r) {
    struct approaches found = {.at = arena_new(w->mem, struct approach, APPROACHES_MOST)};
    struct approach a = {0};
    while (found.count < APPROACHES_MOST && next(r, &a)) {
        found.at[found.count++] = a;
    }
    db_stop(r);
    return found;
}

bool approach_one(struct work *w, int64_t id, struct approach *found) {
    struct rows r = db_rows(w, "SELECT " COLUMNS FROM " WHERE a.id = ?", num(id));
    return one_of(&r, found);
}

struct approaches approach_ours(struct work *w, int64_t cluster) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE a.cluster_id = ? OR a.id IN"
            " (SELECT s.approach_id FROM approach_side AS s"
            "  WHERE s.account_id = ? AND s.side = 'ours')"
            " ORDER BY a.id DESC LIMIT ?",
            num(cluster), num(w->actor), num(APPROACHES_MOST));
    return take_all(w, &r);
}

struct approaches approach_theirs(struct work *w, int64_t cluster) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE a.cluster_id <> ? AND a.id IN"
            " (SELECT s.approach_id FROM approach_side AS s"
            "  WHERE s.account_id = ? AND s.side = 'theirs')"
            " AND a.id NOT IN (SELECT s.approach_id FROM approach_side AS s"
            "  WHERE s.account_id = ? AND s.side = 'ours')"
            " ORDER BY CASE WHEN a.state = 'open' THEN 0 ELSE 1 END,"
            " CASE WHEN a.state = 'open' THEN a.behind ELSE 0 END,"
            " CASE WHEN a.state = 'open' THEN a.id ELSE -a.id END LIMIT ?",
            num(cluster), num(w->actor), num(w->actor), num(APPROACHES_MOST));
    return take_all(w, &r);
}

static bool between_organisations(
        struct work *w, const struct approach_pair *b, struct approach *found) {
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE a.state IN ('open', 'yes', 'later')"
            " AND ((a.own_id = ? AND a.partner_id = ?) OR (a.own_id = ? AND a.partner_id = ?))"
            " ORDER BY CASE WHEN a.own_id = ? THEN 0 ELSE 1 END LIMIT 1",
            num(b->own), num(b->partner), num(b->partner), num(b->own), num(b->own));
    return one_of(&r, found);
}

bool approach_between(struct work *w, const struct approach_pair *b, struct approach *found) {
    if (b->own) {
        return between_organisations(w, b, found);
    }
    struct rows r = db_rows(w,
            "SELECT " COLUMNS FROM " WHERE a.state IN ('open', 'yes', 'later') AND a.own_id IS NULL"
            " AND ((a.cluster_id = ? AND a.partner_cluster_id = ?)"
            "  OR (a.cluster_id = ? AND a.partner_cluster_id = ?))"
            " ORDER BY CASE WHEN a.cluster_id = ? THEN 0 ELSE 1 END LIMIT 1",
            num(b->cluster), num(b->partner_cluster), num(b->partner_cluster), num(b->cluster),
            num(b->cluster));
    return one_of(&r, found);
}

/* Refused and unanswered ones alike, and only once they are over: or an asker could tell them. Those
 * to the same person count three times. */
static int64_t behind_of(struct work *w, const struct approach *a) {
    return db_number(w,
            "SELECT COALESCE(SUM(CASE WHEN asked_id = ? THEN 3 ELSE 1 END), 0) FROM approach"
            " WHERE state = 'closed' AND cluster_id = ? AND told > ?",
            num(a->asked), num(a->cluster), num(w->now - (int64_t)YEAR_DAYS * DAY_SECONDS));
}

void approach_add(struct work *w, struct approach *a) {
    a->asker = individual_of_account(w, w->actor);
    a->created = w->now;
    a->confirmed = a->speaker == a->asker ? w->now : 0;
    a->deadline = date_of(w->mem, w->now + a->days * DAY_SECONDS);
    a->behind = behind_of(w, a);
    a->state = APPROACH_OPEN;
    a->id = db_number(w,
            "INSERT INTO approach (cluster_id, partner_cluster_id, own_id, partner_id, asker_id,"
            " speaker_id, asked_id, reason, lang, reason_theirs, lang_theirs, deadline, days,"
            " confirmed, behind, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            num(a->cluster), key_or_none(a->partner_cluster), key_or_none(a->own),
            key_or_none(a->partner), num(a->asker), num(a->speaker), num(a->asked), txt(a->reason),
            txt(a->lang), txt(a->reason_theirs), txt(a->lang_theirs), txt(a->deadline),
            num(a->days), num(a->confirmed), num(a->behind), num(a->created));
    db_run(w, "INSERT INTO approach_answer (approach_id, individual_id) VALUES (?, ?)", num(a->id),
            num(a->asked));
}

bool approach_over(struct work *w, const struct approach *a) {
    if (a->state == APPROACH_LATER || (a->state == APPROACH_YES && a->opened)) {
        return false;
    }
    bool under_way = a->state == APPROACH_OPEN || a->state == APPROACH_YES;
    return !under_way || str_order(a->deadline, date_of(w->mem, w->now)) < 0;
}

bool approach_take_back(struct work *w, const struct approach *a) {
    return db_number(w,
                   "UPDATE approach SET state = 'taken-back', told = ? WHERE id = ? AND opened = 0"
                   " AND state IN ('open', 'yes', 'later') RETURNING id",
                   num(w->now), num(a->id)) != 0;
}

void approach_follow(struct work *w, int64_t id) {
    db_run(w,
            "INSERT INTO approach_follower (approach_id, account_id, created) VALUES (?, ?, ?)"
            " ON CONFLICT (approach_id, account_id) DO NOTHING",
            num(id), num(w->actor), num(w->now));
}

bool approach_follows(struct work *w, int64_t id) {
    return db_number(w,
                   "SELECT COUNT(*) FROM approach_follower WHERE approach_id = ?"
                   " AND account_id = ?",
                   num(id), num(w->actor)) > 0;
}

static unsigned bit_of(str side, str kind) {
    static const struct {
        const char *kind;
        unsigned bit;
    } kinds[] = {{"asker", APPROACH_ASKER}, {"speaker", APPROACH_SPEAKER},
            {"follower", APPROACH_FOLLOWER}, {"asked", APPROACH_ASKED}};
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (str_eq(kind, str_of(kinds[i].kind))) {
            return kinds[i].bit;
        }
    }
    return str_eq(side, STR("ours")) ? APPROACH_COLLEAGUE : APPROACH_WITNESS;
}

unsigned approach_stand(struct work *w, int64_t id) {
    unsigned stand = 0;
    str side = {0};
    str kind = {0};
    struct rows r = db_rows(w,
            "SELECT side, kind FROM approach_side WHERE approach_id = ? AND account_id = ?"
            " UNION ALL SELECT 'ours', 'admin' FROM role WHERE account_id = ? AND kind = 'admin'",
            num(id), num(w->actor), num(w->actor));
    while (db_next(&r, to(side), to(kind))) {
        stand |= bit_of(side, kind);
    }
    return stand & APPROACH_OUR_SIDE ? stand & ~(unsigned)APPROACH_WITNESS : stand;
}

int64_t approach_waiting(struct work *w) {
    return db_number(w,
            "SELECT COUNT(*) FROM approach AS a JOIN approach_answer AS n ON n.approach_id = a.id"
            " JOIN individual AS i ON i.account_id = ?"
            " WHERE a.deadline >= ? AND ((a.state = 'open' AND a.asked_id = i.id AND n.answer = '')"
            " OR (a.state IN ('open', 'yes') AND a.speaker_id = i.id AND a.confirmed = 0))",
            num(w->actor), txt(date_of(w->mem, w->now)));
}

void approach_unite(struct work *w, int64_t from, int64_t to) {
    db_run(w, "UPDATE approach SET asker_id = ? WHERE asker_id = ?", num(to), num(from));
    db_run(w, "UPDATE approach SET speaker_id = ? WHERE speaker_id = ?", num(to), num(from));
    db_run(w, "UPDATE approach SET asked_id = ? WHERE asked_id = ?", num(to), num(from));
    db_run(w, "UPDATE approach_answer SET individual_id = ? WHERE individual_id = ?", num(to),
            num(from));
    db_run(w, "DELETE FROM approach WHERE asked_id = ? AND (asker_id = ? OR speaker_id = ?)",
            num(to), num(to), num(to));
}
