#include "trust/network.h"

#include "db/db.h"
#include "lang/date.h"
#include "lang/fold.h"

#include <stdlib.h>

enum { DAY_SECONDS = 24 * 3600 };

static const double days_a_month = 365.25 / 12;

static bool is_talk(enum evidence_kind kind) {
    return kind == EVIDENCE_MET || kind == EVIDENCE_VIDEO || kind == EVIDENCE_PHONE;
}

/* clang-format off */
/* Where somebody works is shown to whoever may see that organisation, until the last day there; takes
 * today twice, the actor three times, then who asks. */
#define KNOWN                                                                                 \
    "SELECT q.individual_id, q.name,"                                                         \
    " CASE WHEN q.until = '' OR q.until >= ? THEN q.role ELSE '' END,"                        \
    " COALESCE(o.id, 0), COALESCE(o.name, ''),"                                               \
    " COALESCE(o.lang, ''), q.cluster_id, COALESCE(c.name, ''), COALESCE(c.lang, ''),"        \
    " COALESCE(o.country, c.country, '')"                                                     \
    " FROM acquaintance AS q LEFT JOIN cluster AS c ON c.id = q.cluster_id"                   \
    " LEFT JOIN organisation AS o ON o.id = q.organisation_id"                                \
    "  AND (q.until = '' OR q.until >= ?) AND EXISTS"                                         \
    "  (SELECT 1 FROM organisation_audience AS s WHERE s.organisation_id = o.id"              \
    "   AND (s.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0)"       \
    "    OR EXISTS (SELECT 1 FROM own_organisation AS own"                                    \
    "               WHERE own.account_id = ? AND own.organisation_id = o.id)"                 \
    "    OR EXISTS (SELECT 1 FROM unveiled_to AS u"                                           \
    "               WHERE u.account_id = ? AND u.organisation_id = o.id)))"                   \
    " WHERE q.individual_id IN (SELECT receiver_id FROM evidence WHERE giver_id = ?"          \
    "                           AND (? = 0 OR receiver_id = ?))"
/* clang-format on */

static struct network names_of(struct work *w, int64_t individual, int64_t only) {
    struct network n = {0};
    size_t room = 0;
    struct known k = {0};
    str today = date_of(w->mem, w->now);
    struct rows r = db_rows(w, KNOWN " ORDER BY q.individual_id", txt(today), txt(today),
            num(w->actor), num(w->actor), num(w->actor), num(individual), num(only), num(only));
    while (db_next(&r, to(k.individual), to(k.name), to(k.role), to(k.organisation),
            to(k.organisation_name), to(k.organisation_lang), to(k.cluster), to(k.cluster_name),
            to(k.cluster_lang), to(k.country))) {
        arena_room(w->mem, struct known, n.at, n.count, room);
        n.at[n.count++] = k;
    }
    return n;
}

/* They stand in the order of their numbers. */
static struct known *find(const struct network *n, int64_t individual) {
    size_t low = 0;
    size_t high = n->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (n->at[middle].individual < individual) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < n->count && n->at[low].individual == individual ? &n->at[low] : NULL;
}

static void add_evidence(struct known *k, const struct evidence *e) {
    if (is_talk(e->kind)) {
        k->times++;
        k->last = str_order(e->day, k->last) > 0 ? e->day : k->last;
    }
    if (e->kind == EVIDENCE_GOOD || e->kind == EVIDENCE_BAD) {
        k->judgement = e->kind == EVIDENCE_GOOD ? JUDGEMENT_GOOD : JUDGEMENT_BAD;
    }
}

/* Weighs what was seen; `experience` stands beside the people, one for each. */
static void weigh(
        struct work *w, struct network *n, const struct evidences *seen, const struct rule *rule) {
    struct experience *sums = arena_new(w->mem, struct experience, n->count + 1);
    int64_t today = w->now / DAY_SECONDS;
    for (size_t i = 0; i < seen->count; i++) {
        const struct evidence *e = &seen->at[i];
        struct known *k = find(n, e->receiver);
        if (k) {
            struct experience one = belief_of_one(rule, e->kind, today - belief_day(e->day));
            sums[k - n->at].good += one.good;
            sums[k - n->at].bad += one.bad;
            add_evidence(k, e);
        }
    }
    for (size_t i = 0; i < n->count; i++) {
        n->at[i].belief = opinion_of(sums[i]).belief;
        n->at[i].warmth = belief_warmth(n->at[i].belief);
    }
}

struct network network_of(struct work *w, int64_t individual, const struct rule *rule) {
    struct network n = names_of(w, individual, 0);
    struct evidences seen = evidence_of(w, individual, 0);
    weigh(w, &n, &seen, rule);
    return n;
}

bool network_one(struct work *w, int64_t individual, const struct rule *rule, int64_t other,
        struct known *found) {
    struct network n = names_of(w, individual, other);
    struct evidences seen = evidence_of(w, individual, other);
    weigh(w, &n, &seen, rule);
    if (n.count) {
        *found = n.at[0];
    }
    return n.count > 0;
}

int64_t network_months(const struct work *w, str day) {
    int64_t then = belief_day(day);
    int64_t days = w->now / DAY_SECONDS - then;
    return then == 0 || days < 0 ? 0 : (int64_t)((double)days / days_a_month);
}

/* ---- which of them, in which order */

static bool has_text(struct work *w, const struct known *k, str text) {
    if (!text.len) {
        return true;
    }
    str folded = fold_search(w->mem, text);
    const str places[] = {k->name, k->role, k->organisation_name, k->cluster_name};
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        if (str_has(fold_search(w->mem, places[i]), folded)) {
            return true;
        }
    }
    return false;
}

static bool fits(struct work *w, const struct known *k, const struct network_filter *f) {
    return (!f->country.len || str_eq(k->country, f->country)) &&
           (!f->warmth || (int64_t)k->warmth + 1 == f->warmth) &&
           (!f->months || (k->last.len && network_months(w, k->last) >= f->months)) &&
           has_text(w, k, f->text);
}

static int by_name(const void *a, const void *b) {
    const struct known *x = a;
    const struct known *y = b;
    int order = str_order(x->name, y->name);
    return order ? order : x->individual < y->individual ? -1 : x->individual > y->individual;
}

static int by_warmth(const void *a, const void *b) {
    const struct known *x = a;
    const struct known *y = b;
    return x->belief != y->belief ? (x->belief > y->belief ? -1 : 1) : by_name(a, b);
}

/* Who was never met stands last. */
static int by_day(const void *a, const void *b) {
    const struct known *x = a;
    const struct known *y = b;
    if (!x->last.len || !y->last.len) {
        return x->last.len != y->last.len ? (x->last.len ? -1 : 1) : by_name(a, b);
    }
    int order = str_order(x->last, y->last);
    return order ? order : by_name(a, b);
}

struct network network_filtered(
        struct work *w, const struct network *all, const struct network_filter *filter) {
    static int (*const orders[])(const void *, const void *) = {
            [NETWORK_BY_WARMTH] = by_warmth,
            [NETWORK_BY_NAME] = by_name,
            [NETWORK_BY_DAY] = by_day,
    };
    struct network some = {.at = arena_new(w->mem, struct known, all->count + 1)};
    for (size_t i = 0; i < all->count; i++) {
        if (fits(w, &all->at[i], filter)) {
            some.at[some.count++] = all->at[i];
        }
    }
    qsort(some.at, some.count, sizeof(*some.at), orders[filter->sort]);
    return some;
}

/* ---- a cluster's */

struct mets network_of_cluster(struct work *w, int64_t cluster) {
    struct mets all = {.at = arena_new(w->mem, struct met, METS_MOST)};
    struct met m = {0};
    struct rows r = db_rows(w,
            "WITH ours AS (SELECT i.id FROM individual AS i JOIN role AS r"
            "  ON r.account_id = i.account_id AND r.kind = 'manager' AND r.cluster_id = ?),"
            " seen AS (SELECT e.giver_id, e.receiver_id, MAX(e.day) AS last FROM evidence AS e"
            "  WHERE e.giver_id IN (SELECT id FROM ours) AND e.source = 'encounter'"
            "  GROUP BY e.giver_id, e.receiver_id)"
            " SELECT s.giver_id, s.receiver_id, x.name, y.name, COALESCE(o.id, 0),"
            "  COALESCE(o.name, ''), COALESCE(o.lang, ''), s.last"
            " FROM seen AS s JOIN acquaintance AS x ON x.individual_id = s.giver_id"
            " JOIN acquaintance AS y ON y.individual_id = s.receiver_id"
            " LEFT JOIN organisation AS o ON o.id = y.organisation_id"
            "  AND (y.until = '' OR y.until >= ?) AND EXISTS"
            "  (SELECT 1 FROM organisation_audience AS a WHERE a.organisation_id = o.id"
            "   AND (a.audience <= COALESCE((SELECT reach FROM reach WHERE account_id = ?), 0)"
            "    OR EXISTS (SELECT 1 FROM own_organisation AS own"
            "               WHERE own.account_id = ? AND own.organisation_id = o.id)"
            "    OR EXISTS (SELECT 1 FROM unveiled_to AS u"
            "               WHERE u.account_id = ? AND u.organisation_id = o.id)))"
            " ORDER BY s.last DESC, s.giver_id, s.receiver_id LIMIT ?",
            num(cluster), txt(date_of(w->mem, w->now)), num(w->actor), num(w->actor), num(w->actor),
            num(METS_MOST));
    while (db_next(&r, to(m.manager), to(m.other), to(m.manager_name), to(m.other_name),
            to(m.organisation), to(m.organisation_name), to(m.organisation_lang), to(m.last))) {
        all.at[all.count++] = m;
    }
    return all;
}
