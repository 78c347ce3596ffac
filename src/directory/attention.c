#include "directory/attention.h"

#include "db/db.h"
#include "directory/cluster.h"
#include "directory/roster_find.h"
#include "lang/date.h"

#include <assert.h>

enum { DAY = 24 * 3600, YEAR_DAYS = 365 };

/* The same questions stand in the counts and in the lists. d holds the days they are asked on,
 * l is a listing, o a member. */
/* clang-format off */
#define DAYS                                                                     \
    "(SELECT CAST(? AS TEXT) AS today, CAST(? AS TEXT) AS soon,"                 \
    " CAST(? AS TEXT) AS long_ago, CAST(? AS BIGINT) AS long_ago_at)"

#define IS_OPEN "(l.status = 'published' AND (l.valid_until = '' OR l.valid_until >= d.today))"
#define IS_NEED IS_OPEN " AND l.side = 'need'"
#define IS_OFFER IS_OPEN " AND l.side = 'offer'"
#define IS_LAPSING "(" IS_OPEN " AND l.valid_until <> '' AND l.valid_until <= d.soon)"
#define IS_EXPIRED                                                               \
    "(l.status = 'expired' OR"                                                   \
    " (l.status = 'published' AND l.valid_until <> '' AND l.valid_until < d.today))"
#define IS_REVIEW "(l.status = 'review')"
#define IS_DRAFT "(l.status = 'draft')"
#define IS_UNCONFIRMED                                                           \
    "(" IS_OPEN " AND CASE WHEN l.confirmed <> '' THEN l.confirmed < d.long_ago" \
    "                 ELSE l.created < d.long_ago_at END)"

#define IS_SILENT                                                                \
    "(o.kind <> 'cluster' AND NOT EXISTS (SELECT 1 FROM listing AS l"            \
    " WHERE l.organisation_id = o.id AND l.status = 'published'))"
#define LACKS_ENGLISH                                                            \
    "(NOT (o.lang = 'en' AND o.profile <> '') AND NOT EXISTS"                    \
    " (SELECT 1 FROM translation AS t WHERE t.object = 'organisation'"           \
    "  AND t.object_id = o.id AND t.field = 'profile' AND t.lang = 'en'))"
#define HAS_REMARK "(o.remark <> '')"
#define LACKS_COUNTRY "(o.country = '')"

#define MANY(question) "COALESCE(SUM(CASE WHEN " question " THEN 1 ELSE 0 END), 0)"
#define LISTING_COUNTS                                                           \
    MANY(IS_NEED) ", " MANY(IS_OFFER) ", " MANY(IS_LAPSING) ", "                 \
    MANY(IS_EXPIRED) ", " MANY(IS_REVIEW) ", " MANY(IS_DRAFT) ", "               \
    MANY(IS_UNCONFIRMED)
#define MEMBER_COUNTS                                                            \
    "COUNT(*), " MANY(IS_SILENT) ", " MANY(LACKS_ENGLISH) ", "                   \
    MANY(HAS_REMARK) ", " MANY(LACKS_COUNTRY)

#define LISTING_QUESTION                                                         \
    "CASE CAST(? AS BIGINT) WHEN 0 THEN " IS_LAPSING " WHEN 1 THEN " IS_EXPIRED                  \
    " WHEN 2 THEN " IS_REVIEW " WHEN 3 THEN " IS_DRAFT                           \
    " ELSE " IS_UNCONFIRMED " END"
#define MEMBER_QUESTION                                                          \
    "CASE CAST(? AS BIGINT) WHEN 5 THEN " IS_SILENT " WHEN 6 THEN " LACKS_ENGLISH                \
    " WHEN 7 THEN " HAS_REMARK " ELSE " LACKS_COUNTRY " END"
/* clang-format on */

_Static_assert(CONCERN_LAPSING == 0 && CONCERN_EXPIRED == 1 && CONCERN_REVIEW == 2 &&
                       CONCERN_DRAFT == 3 && CONCERN_SILENT == 5 && CONCERN_ENGLISH == 6 &&
                       CONCERN_REMARK == 7,
        "the questions name them by number");

/* The four values of DAYS. */
struct days {
    str today, soon, long_ago;
    int64_t long_ago_at;
};

static struct days days_of(struct work *w) {
    int64_t long_ago = w->now - (int64_t)YEAR_DAYS * DAY;
    return (struct days){date_of(w->mem, w->now),
            date_of(w->mem, w->now + (int64_t)ATTENTION_DAYS * DAY), date_of(w->mem, long_ago),
            long_ago};
}

static void count_listings(struct work *w, int64_t cluster, struct attention *a) {
    struct days d = days_of(w);
    struct rows r = db_rows(w,
            "SELECT " LISTING_COUNTS " FROM membership AS m"
            " JOIN organisation AS o ON o.id = m.organisation_id AND o.withdrawn = 0"
            " JOIN listing AS l ON l.organisation_id = o.id"
            " CROSS JOIN " DAYS " AS d"
            " WHERE m.cluster_id = ?",
            txt(d.today), txt(d.soon), txt(d.long_ago), num(d.long_ago_at), num(cluster));
    (void)db_next(&r, to(a->needs), to(a->offers), to(a->of[CONCERN_LAPSING]),
            to(a->of[CONCERN_EXPIRED]), to(a->of[CONCERN_REVIEW]), to(a->of[CONCERN_DRAFT]),
            to(a->of[CONCERN_UNCONFIRMED]));
    db_stop(&r);
}

static void count_members(struct work *w, int64_t cluster, struct attention *a) {
    struct rows r = db_rows(w,
            "SELECT " MEMBER_COUNTS " FROM membership AS m"
            " JOIN organisation AS o ON o.id = m.organisation_id"
            " WHERE m.cluster_id = ? AND o.withdrawn = 0",
            num(cluster));
    (void)db_next(&r, to(a->members), to(a->of[CONCERN_SILENT]), to(a->of[CONCERN_ENGLISH]),
            to(a->of[CONCERN_REMARK]), to(a->of[CONCERN_COUNTRY]));
    db_stop(&r);
}

struct attention attention_of(struct work *w, int64_t cluster) {
    struct attention a = {0};
    count_listings(w, cluster, &a);
    count_members(w, cluster, &a);
    return a;
}

static const char *const words[CONCERN_COUNT] = {
        [CONCERN_LAPSING] = "lapsing",
        [CONCERN_EXPIRED] = "expired",
        [CONCERN_REVIEW] = "review",
        [CONCERN_DRAFT] = "drafts",
        [CONCERN_UNCONFIRMED] = "unconfirmed",
        [CONCERN_SILENT] = "silent",
        [CONCERN_ENGLISH] = "english",
        [CONCERN_REMARK] = "remarks",
        [CONCERN_COUNTRY] = "country",
};

str attention_word(enum concern concern) {
    assert(concern < CONCERN_COUNT);
    return str_of(words[concern]);
}

bool attention_named(str word, enum concern *concern) {
    for (enum concern c = 0; c < CONCERN_COUNT; c++) {
        if (str_eq(word, str_of(words[c]))) {
            *concern = c;
            return true;
        }
    }
    return false;
}

static struct rows listing_rows(
        struct work *w, int64_t cluster, enum concern concern, size_t most) {
    struct days d = days_of(w);
    return db_rows(w,
            "SELECT l.id, l.title, l.lang, o.name, l.side, l.valid_until, ''"
            " FROM membership AS m"
            " JOIN organisation AS o ON o.id = m.organisation_id AND o.withdrawn = 0"
            " JOIN listing AS l ON l.organisation_id = o.id"
            " CROSS JOIN " DAYS " AS d"
            " WHERE m.cluster_id = ? AND " LISTING_QUESTION
            " ORDER BY CASE WHEN l.valid_until = '' THEN 1 ELSE 0 END, l.valid_until, l.title,"
            "          l.id LIMIT ?",
            txt(d.today), txt(d.soon), txt(d.long_ago), num(d.long_ago_at), num(cluster),
            num(concern), num((int64_t)most));
}

static struct rows member_rows(struct work *w, int64_t cluster, enum concern concern, size_t most) {
    return db_rows(w,
            "SELECT o.id, o.name, o.lang, '', '', '', o.remark"
            " FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id"
            " WHERE m.cluster_id = ? AND o.withdrawn = 0 AND " MEMBER_QUESTION
            " ORDER BY o.name, o.id LIMIT ?",
            num(cluster), num(concern), num((int64_t)most));
}

struct attention_things attention_list(
        struct work *w, int64_t cluster, enum concern concern, size_t most) {
    most = most < ATTENTION_MOST ? most : ATTENTION_MOST;
    struct attention_things found = {.at = arena_new(w->mem, struct attention_thing, most)};
    struct attention_thing t = {0};
    struct rows r = concern < CONCERN_SILENT ? listing_rows(w, cluster, concern, most)
                                             : member_rows(w, cluster, concern, most);
    while (db_next(&r, to(t.id), to(t.name), to(t.lang), to(t.organisation), to(t.side),
            to(t.valid_until), to(t.remark))) {
        found.at[found.count++] = t;
    }
    return found;
}

/* "2027-06-30" as the roster keeps it: 20270630. */
static int32_t day_number(str iso) {
    int32_t sum = 0;
    for (size_t i = 0; i < iso.len; i++) {
        sum = iso.at[i] == '-' ? sum : sum * 10 + (iso.at[i] - '0');
    }
    return sum;
}

size_t attention_abroad(struct work *w, const struct roster *r, const struct scope *scope,
        int64_t cluster, int64_t ids[ATTENTION_ABROAD]) {
    struct cluster own = {0};
    size_t count = 0;
    (void)cluster_one(w, cluster, &own);
    uint64_t home = roster_code(own.country);
    int32_t today = day_number(date_of(w->mem, w->now));
    for (size_t i = 0; i < r->lists.listings && count < ATTENTION_ABROAD; i++) {
        const struct roster_listing *l = &r->listings[r->lists.newest[i]];
        const struct roster_organisation *o = &r->organisations[l->organisation];
        bool open = l->published && (!l->valid_until || l->valid_until >= today);
        bool abroad = o->country && o->country != home && !roster_member(r, o, cluster);
        if (open && abroad && roster_sees_listing(r, scope, l)) {
            ids[count++] = l->id;
        }
    }
    return count;
}
