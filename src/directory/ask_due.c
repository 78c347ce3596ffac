#include "directory/ask_due.h"

#include "db/db.h"
#include "lang/date.h"

enum { DAY_SECONDS = 24 * 3600 };

int64_t ask_due_cluster(struct work *w, int64_t after) {
    return db_number(w, "SELECT COALESCE(MIN(id), 0) FROM cluster WHERE id > ?", num(after));
}

/* Ends that are far enough off not to be asked about yet. */
struct ends {
    str today, soon, long_ago;
    int64_t long_ago_at;
};

static struct ends ends_of(struct work *w, int64_t days) {
    int64_t long_ago = w->now - (int64_t)ASK_DUE_UNSAID_DAYS * DAY_SECONDS;
    return (struct ends){date_of(w->mem, w->now), date_of(w->mem, w->now + days * DAY_SECONDS),
            date_of(w->mem, long_ago), long_ago};
}

/* The end of a text without a last day is the year after it was last confirmed. */
static struct rows rows_of(struct work *w, int64_t cluster, const struct ends *e) {
    return db_rows(w,
            "WITH ending AS (SELECT l.id, l.organisation_id, o.lang AS organisation_lang,"
            "  CASE WHEN l.valid_until <> '' THEN l.valid_until ELSE 'after ' || l.confirmed END"
            "  AS due FROM membership AS m"
            "  JOIN organisation AS o ON o.id = m.organisation_id AND o.withdrawn = 0"
            "  JOIN listing AS l ON l.organisation_id = o.id AND l.status = 'published'"
            "  WHERE m.cluster_id = ?"
            "  AND CASE WHEN l.valid_until <> '' THEN l.valid_until >= ? AND l.valid_until <= ?"
            "       WHEN l.confirmed <> '' THEN l.confirmed < ? ELSE l.created < ? END),"
            " asking AS (SELECT e.id, e.organisation_id, e.organisation_lang, e.due,"
            "  (SELECT MAX(k.id) FROM ask AS k JOIN ask_text AS t ON t.ask_id = k.id"
            "   WHERE t.listing_id = e.id AND k.mail <> '') AS ask_id,"
            "  (SELECT MAX(c.id) FROM account AS c JOIN listing_act AS d ON d.account_id = c.id"
            "   WHERE d.listing_id = e.id AND d.way = 'member' AND c.suspended = 0) AS member_id,"
            "  (SELECT MIN(p.id) FROM person AS p"
            "   WHERE p.organisation_id = e.organisation_id AND p.mail <> ''"
            "   AND (p.until = '' OR p.until >= ?)) AS person_id"
            "  FROM ending AS e WHERE NOT EXISTS"
            "  (SELECT 1 FROM ask_text AS t WHERE t.listing_id = e.id AND t.due = e.due))"
            " SELECT a.id, a.organisation_id, a.due, a.organisation_lang,"
            "  CASE WHEN k.id IS NULL AND c.id IS NULL THEN p.id ELSE COALESCE(k.person_id, 0) END,"
            "  COALESCE(k.name, c.name, p.name), COALESCE(k.mail, c.mail, p.mail),"
            "  COALESCE(k.tongue, c.tongue, ''), COALESCE(p.languages, '')"
            " FROM asking AS a LEFT JOIN ask AS k ON k.id = a.ask_id"
            " LEFT JOIN account AS c ON c.id = a.member_id"
            " LEFT JOIN person AS p ON p.id = a.person_id"
            " WHERE COALESCE(k.mail, c.mail, p.mail, '') <> ''"
            " ORDER BY 7, a.organisation_id, a.id LIMIT ?",
            num(cluster), txt(e->today), txt(e->soon), txt(e->long_ago), num(e->long_ago_at),
            txt(e->today), num(ASK_DUE_MOST));
}

struct ask_dues ask_due_list(struct work *w, int64_t cluster) {
    struct ask_dues found = {.at = arena_new(w->mem, struct ask_due, ASK_DUE_MOST)};
    int64_t days = ask_rule(w, cluster);
    if (days == 0) {
        return found;
    }
    struct ends e = ends_of(w, days);
    struct ask_due d = {0};
    str lang;
    str tongue;
    str languages;
    struct rows r = rows_of(w, cluster, &e);
    while (db_next(&r, to(d.listing), to(d.organisation), to(d.due), to(lang), to(d.person),
            to(d.name), to(d.mail), to(tongue), to(languages))) {
        if (!tongue_of(tongue, &d.tongue)) {
            d.tongue = ask_tongue(languages, lang);
        }
        found.at[found.count++] = d;
    }
    return found;
}
