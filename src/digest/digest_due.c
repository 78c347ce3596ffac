#include "digest/digest_due.h"

#include "db/db.h"
#include "directory/ask.h"
#include "lang/date.h"
#include "lang/zone.h"

enum { DAY_SECONDS = 24 * 3600 };

/* 1 is Monday; 1 January 1970 was a Thursday. */
static int weekday_of(str day) {
    return (int)((date_seconds(day) / DAY_SECONDS + 3) % 7) + 1;
}

/* The last day on or before `day` on which it was to come. */
static str last_due(struct work *w, const struct digest_wish *wish, str day) {
    int since = wish->often == DIGEST_WEEKLY ? (weekday_of(day) - wish->weekday + 7) % 7 : 0;
    return date_of(w->mem, date_seconds(day) - (int64_t)since * DAY_SECONDS);
}

static void judge(struct work *w, struct digest_turn *t) {
    struct zone_time now = zone_time(w->mem, t->zone, w->now);
    int hour = now.minute / 60;
    t->day = now.day;
    t->begins = t->wish.told.len == 0;
    t->due = !t->begins && t->wish.often != DIGEST_NEVER && hour >= DIGEST_HOUR_FIRST &&
             hour < DIGEST_HOUR_LAST && str_order(t->wish.told, last_due(w, &t->wish, now.day)) < 0;
}

/* The columns both statements end with. */
struct more {
    str tongue, often, without, told, zone, country;
    int64_t weekday;
};

static void take(
        struct work *w, struct digest_turns *found, struct digest_turn *t, const struct more *c) {
    t->wish = digest_wish_read(c->often, c->weekday, c->without);
    t->wish.told = c->told;
    t->zone = zone_is(c->zone) ? c->zone : zone_of_country(w->mem, c->country);
    judge(w, t);
    found->at[found->count++] = *t;
}

static struct digest_turns turns(struct work *w) {
    return (struct digest_turns){.at = arena_new(w->mem, struct digest_turn, DIGEST_DUE_AT_ONCE)};
}

static void end_turns(struct digest_turns *found, int64_t last) {
    found->last = found->count == DIGEST_DUE_AT_ONCE ? last : 0;
}

struct digest_turns digest_due_accounts(struct work *w, int64_t after) {
    struct digest_turns found = turns(w);
    struct digest_turn t = {0};
    struct more c = {0};
    struct rows r = db_rows(w,
            "SELECT a.id, a.name, a.mail, a.tongue, COALESCE(i.id, 0), COALESCE(i.zone, ''),"
            " COALESCE(d.often, 'weekly'), COALESCE(d.weekday, 1), COALESCE(d.without, ''),"
            " COALESCE(d.told, ''), COALESCE((SELECT MIN(COALESCE(c.country, o.country))"
            "  FROM role AS r LEFT JOIN cluster AS c ON c.id = r.cluster_id"
            "  LEFT JOIN organisation AS o ON o.id = r.organisation_id"
            "  WHERE r.account_id = a.id), '')"
            " FROM account AS a LEFT JOIN individual AS i ON i.account_id = a.id"
            " LEFT JOIN digest AS d ON d.individual_id = i.id"
            " WHERE a.id > ? AND a.suspended = 0 AND COALESCE(d.often, 'weekly') <> 'never'"
            " AND EXISTS (SELECT 1 FROM role AS r WHERE r.account_id = a.id)"
            " ORDER BY a.id LIMIT ?",
            num(after), num(DIGEST_DUE_AT_ONCE));
    while (db_next(&r, to(t.account), to(t.name), to(t.mail), to(c.tongue), to(t.individual),
            to(c.zone), to(c.often), to(c.weekday), to(c.without), to(c.told), to(c.country))) {
        t.tongue = EN;
        (void)tongue_of(c.tongue, &t.tongue);
        take(w, &found, &t, &c);
    }
    end_turns(&found, t.account);
    return found;
}

struct digest_turns digest_due_people(struct work *w, int64_t after) {
    struct digest_turns found = turns(w);
    struct digest_turn t = {0};
    struct more c = {0};
    str lang = {0};
    struct rows r = db_rows(w,
            "SELECT p.id, p.name, p.mail, p.languages, o.lang, COALESCE(i.id, 0),"
            " COALESCE(i.zone, ''), COALESCE(d.often, 'weekly'), COALESCE(d.weekday, 1),"
            " COALESCE(d.without, ''), COALESCE(d.told, ''), o.country"
            " FROM person AS p JOIN organisation AS o ON o.id = p.organisation_id"
            " LEFT JOIN individual AS i ON i.id = p.individual_id"
            " LEFT JOIN digest AS d ON d.individual_id = i.id"
            " WHERE p.id > ? AND p.mail <> '' AND p.until = '' AND o.withdrawn = 0"
            " AND ';' || p.consents || ';' LIKE '%;digest;%'"
            " AND COALESCE(d.often, 'weekly') <> 'never' AND i.account_id IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM account AS a WHERE a.mail = LOWER(p.mail))"
            " AND NOT EXISTS (SELECT 1 FROM person AS q WHERE q.id < p.id AND q.until = ''"
            "  AND LOWER(q.mail) = LOWER(p.mail) AND ';' || q.consents || ';' LIKE '%;digest;%')"
            " ORDER BY p.id LIMIT ?",
            num(after), num(DIGEST_DUE_AT_ONCE));
    while (db_next(&r, to(t.person), to(t.name), to(t.mail), to(c.tongue), to(lang),
            to(t.individual), to(c.zone), to(c.often), to(c.weekday), to(c.without), to(c.told),
            to(c.country))) {
        t.tongue = ask_tongue(c.tongue, lang);
        take(w, &found, &t, &c);
    }
    end_turns(&found, t.person);
    return found;
}
