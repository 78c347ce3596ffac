#include "directory/listing_act.h"

#include "db/db.h"
#include "lang/date.h"

#include <assert.h>

/* Read from top to bottom: the first line that has the act, the state and the one who acts holds.
 * Without a state to go to it stays as it is. */
static const struct rule {
    enum listing_act act;
    const char *from, *to;
    unsigned by;
} rules[] = {
        {LISTING_WRITTEN, "draft;review;published;expired;withdrawn", "", BY_MANAGER | BY_MEMBER},
        {LISTING_CHANGED, "draft;review;published;expired;withdrawn", "", BY_MANAGER | BY_MEMBER},
        {LISTING_CORRECTED, "draft;review;published;expired", "", BY_MAIL},
        {LISTING_HANDED_IN, "draft;published;expired;withdrawn", "review", BY_MEMBER | BY_MANAGER},
        {LISTING_SENT_BACK, "review", "draft", BY_MEMBER | BY_MANAGER},
        {LISTING_ASKED, "draft;review;published;expired", "", BY_MANAGER | BY_CLOCK},
        {LISTING_REMINDED, "draft;review;published;expired", "", BY_MANAGER},
        {LISTING_ASKED_NO_MORE, "draft;review;published;expired;withdrawn", "", BY_MANAGER},
        {LISTING_DECLINED, "draft;review", "draft", BY_MAIL},
        {LISTING_PUBLISHED, "draft;review;expired;withdrawn", "published", BY_MANAGER},
        {LISTING_PUBLISHED, "draft;review", "published", BY_MAIL},
        {LISTING_CONFIRMED, "published", "published", BY_MANAGER | BY_MEMBER | BY_MAIL},
        {LISTING_CONFIRMED, "expired", "published", BY_MEMBER | BY_MAIL},
        {LISTING_EXPIRED, "published", "expired", BY_CLOCK},
        {LISTING_WITHDRAWN, "draft;review;published;expired", "withdrawn", BY_MANAGER | BY_MEMBER},
        {LISTING_WITHDRAWN, "published;expired", "withdrawn", BY_MAIL},
        {LISTING_RESTORED, "withdrawn", "draft", BY_MANAGER | BY_MEMBER},
};

static const char *const words[LISTING_ACTS] = {
        [LISTING_WRITTEN] = "written",
        [LISTING_CHANGED] = "changed",
        [LISTING_CORRECTED] = "corrected",
        [LISTING_HANDED_IN] = "handed-in",
        [LISTING_SENT_BACK] = "sent-back",
        [LISTING_ASKED] = "asked",
        [LISTING_REMINDED] = "reminded",
        [LISTING_ASKED_NO_MORE] = "asked-no-more",
        [LISTING_DECLINED] = "declined",
        [LISTING_PUBLISHED] = "published",
        [LISTING_CONFIRMED] = "confirmed",
        [LISTING_EXPIRED] = "expired",
        [LISTING_WITHDRAWN] = "withdrawn",
        [LISTING_RESTORED] = "restored",
};

static const struct way {
    enum listing_by by;
    const char *word;
} ways[] = {{BY_MANAGER, "manager"}, {BY_MEMBER, "member"}, {BY_MAIL, "mail"}, {BY_CLOCK, "clock"},
        {BY_IMPORT, "import"}};

static str way_word(enum listing_by by) {
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        if (ways[i].by == by) {
            return str_of(ways[i].word);
        }
    }
    return STR("");
}

static enum listing_by way_named(str word) {
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        if (str_eq(word, str_of(ways[i].word))) {
            return ways[i].by;
        }
    }
    return BY_NOBODY;
}

static enum listing_act act_named(str word) {
    enum listing_act act = 0;
    while (act < LISTING_ACTS && !str_eq(word, str_of(words[act]))) {
        act++;
    }
    return act;
}

enum listing_by listing_actor(struct work *w, int64_t organisation) {
    int64_t manages = db_number(w,
            "SELECT COUNT(*) FROM role AS r WHERE r.account_id = ?"
            " AND (r.kind = 'admin' OR (r.kind = 'manager' AND EXISTS"
            "      (SELECT 1 FROM membership AS m WHERE m.organisation_id = ?"
            "       AND m.cluster_id = r.cluster_id)))",
            num(w->actor), num(organisation));
    if (manages > 0) {
        return BY_MANAGER;
    }
    int64_t own = db_number(w,
            "SELECT COUNT(*) FROM own_organisation WHERE account_id = ? AND organisation_id = ?",
            num(w->actor), num(organisation));
    return own > 0 ? BY_MEMBER : BY_NOBODY;
}

/* How it stands now. */
struct standing {
    str status, valid_until;
    int64_t version;
};

static bool standing_of(struct work *w, int64_t listing, struct standing *s) {
    struct rows r = db_rows(
            w, "SELECT status, valid_until, version FROM listing WHERE id = ?", num(listing));
    bool there = db_next(&r, to(s->status), to(s->valid_until), to(s->version));
    db_stop(&r);
    return there;
}

static const struct rule *rule_of(
        const struct listing_move *m, str status, enum listing_moved *why) {
    *why = LISTING_NOT_NOW;
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
        const struct rule *rule = &rules[i];
        if (rule->act != m->act || !str_lists(str_of(rule->from), status)) {
            continue;
        }
        if (rule->by & (unsigned)m->by) {
            *why = LISTING_MOVED;
            return rule;
        }
        *why = LISTING_NOT_BY_THEM;
    }
    return NULL;
}

static enum listing_moved judge(struct work *w, const struct listing_move *m, struct standing *s,
        const struct rule **rule) {
    enum listing_moved why = LISTING_GONE;
    if (!standing_of(w, m->listing, s)) {
        return why;
    }
    *rule = rule_of(m, s->status, &why);
    bool opens = *rule && str_eq(str_of((*rule)->to), STR("published"));
    if (opens && s->valid_until.len && str_order(s->valid_until, date_of(w->mem, w->now)) < 0) {
        return LISTING_DAY_OVER;
    }
    return why;
}

enum listing_moved listing_may(struct work *w, const struct listing_move *m) {
    struct standing s = {0};
    const struct rule *rule = NULL;
    return judge(w, m, &s, &rule);
}

static void note(struct work *w, const struct listing_move *m, str status, int64_t version) {
    assert(m->act < LISTING_ACTS);
    db_run(w,
            "INSERT INTO listing_act (listing_id, act, status, version, way, account_id, ask_id,"
            " note, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            num(m->listing), txt(str_of(words[m->act])), txt(status), num(version),
            txt(way_word(m->by)), num(w->actor), num(m->ask),
            txt(str_cap(m->note, LISTING_NOTE_MOST)), num(w->now));
}

enum listing_moved listing_move(struct work *w, const struct listing_move *m) {
    struct standing s = {0};
    const struct rule *rule = NULL;
    enum listing_moved why = judge(w, m, &s, &rule);
    if (why != LISTING_MOVED) {
        return why;
    }
    str to = str_of(rule->to);
    if (to.len) {
        bool opens = str_eq(to, STR("published"));
        listing_set_status(w, m->listing, to, opens ? date_of(w->mem, w->now) : STR(""));
    }
    note(w, m, to.len ? to : s.status, to.len ? s.version + 1 : s.version);
    return LISTING_MOVED;
}

size_t listing_expire(struct work *w, str today) {
    size_t expired = 0;
    int64_t id = 0;
    struct rows r = db_rows(w,
            "SELECT id FROM listing"
            " WHERE status = 'published' AND valid_until <> '' AND valid_until < ? LIMIT ?",
            txt(today), num(LISTINGS_MOST));
    int64_t *ids = arena_new(w->mem, int64_t, LISTINGS_MOST);
    while (db_next(&r, to(id))) {
        ids[expired++] = id;
    }
    for (size_t i = 0; i < expired; i++) {
        (void)listing_move(w, &(struct listing_move){ids[i], LISTING_EXPIRED, BY_CLOCK, 0, {0}});
    }
    return expired;
}

/* What brought a text into that state, where nobody pressed a button. */
static enum listing_act act_into(str status) {
    static const struct {
        const char *status;
        enum listing_act act;
    } acts[] = {{"review", LISTING_HANDED_IN}, {"published", LISTING_PUBLISHED},
            {"expired", LISTING_EXPIRED}, {"withdrawn", LISTING_WITHDRAWN}};
    for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
        if (str_eq(status, str_of(acts[i].status))) {
            return acts[i].act;
        }
    }
    return LISTING_RESTORED;
}

void listing_imported(struct work *w, const struct listing *l) {
    db_later(w,
            "INSERT INTO listing_act (listing_id, act, status, version, way, account_id, at)"
            " SELECT id, CASE WHEN status = ? THEN 'changed' ELSE CAST(? AS TEXT) END,"
            " CAST(? AS TEXT), version + 1, 'import', CAST(? AS BIGINT), CAST(? AS BIGINT)"
            " FROM listing WHERE id = ? AND (status <> ? OR title <> ? OR body <> ?)",
            txt(l->status), txt(str_of(words[act_into(l->status)])), txt(l->status), num(w->actor),
            num(w->now), num(l->id), txt(l->status), txt(l->title), txt(l->body));
}

struct listing_record listing_record(struct work *w, int64_t listing) {
    struct listing_record found = {
            .at = arena_new(w->mem, struct listing_entry, LISTING_RECORD_MOST)};
    struct listing_entry e = {0};
    str act;
    str way;
    struct rows r = db_rows(w,
            "SELECT a.act, a.way, COALESCE(c.name, k.name, ''), a.note, a.at"
            " FROM listing_act AS a"
            " LEFT JOIN account AS c ON c.id = a.account_id AND a.way <> 'mail'"
            " LEFT JOIN ask AS k ON k.id = a.ask_id AND a.way = 'mail'"
            " WHERE a.listing_id = ? ORDER BY a.id DESC LIMIT ?",
            num(listing), num(LISTING_RECORD_MOST));
    while (db_next(&r, to(act), to(way), to(e.who), to(e.note), to(e.at))) {
        e.act = act_named(act);
        e.by = way_named(way);
        if (e.act < LISTING_ACTS) {
            found.at[found.count++] = e;
        }
    }
    return found;
}

int64_t listing_owner_said(struct work *w, int64_t listing) {
    return db_number(w,
            "SELECT COALESCE(MAX(at), 0) FROM listing_act"
            " WHERE listing_id = ? AND way IN ('member', 'mail')"
            " AND act IN ('published', 'confirmed')"
            " AND id > COALESCE((SELECT MAX(id) FROM listing_act WHERE listing_id = ?"
            "                    AND act = 'changed' AND way IN ('manager', 'import')), 0)",
            num(listing), num(listing));
}
