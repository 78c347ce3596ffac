#include "trust/introduction_way.h"

#include "db/db.h"
#include "directory/individual.h"
#include "lang/date.h"
#include "trust/introduction_link.h"
#include "trust/introduction_off.h"
#include "trust/trust.h"

enum {
    COLLEAGUES_MOST = 20,
    AIMED_MOST = 200,
    LEFT_OUT_MOST = 100,
    TRIES_MOST = 8,
    DAY_SECONDS = 24 * 3600
};

struct ids {
    int64_t *at;
    size_t count;
};

static struct ids take(struct work *w, struct rows *r, size_t most) {
    struct ids found = {.at = arena_new(w->mem, int64_t, most)};
    int64_t id = 0;
    while (found.count < most && db_next(r, to(id))) {
        found.at[found.count++] = id;
    }
    db_stop(r);
    return found;
}

/* Who asks, and after them the others who manage the cluster: an office knows together. */
static struct ids who_asks(struct work *w, const struct introduction *n) {
    struct rows r = db_rows(w,
            "SELECT i.id FROM individual AS i WHERE i.id = ? OR i.account_id IN"
            " (SELECT r.account_id FROM role AS r WHERE r.kind = 'manager' AND r.cluster_id = ?)"
            " ORDER BY CASE WHEN i.id = ? THEN 0 ELSE 1 END, i.id LIMIT ?",
            num(n->asker), num(n->cluster), num(n->asker), num(COLLEAGUES_MOST));
    return take(w, &r, COLLEAGUES_MOST);
}

/* Everybody who could be meant and whom the asker does not know yet. */
static struct ids whom_to(struct work *w, const struct introduction *n) {
    str today = date_of(w->mem, w->now);
    struct rows r = db_rows(w,
            "SELECT DISTINCT i.id FROM individual AS i LEFT JOIN person AS p"
            "  ON p.individual_id = i.id AND (p.until = '' OR p.until >= ?)"
            " LEFT JOIN role AS r ON r.account_id = i.account_id"
            " WHERE i.id <> ? AND CASE"
            "  WHEN ? = 'person' THEN p.id = ?"
            "  WHEN ? = 'organisation' THEN p.organisation_id = ? OR r.organisation_id = ?"
            "  ELSE r.kind = 'manager' AND r.cluster_id = ? END"
            " AND NOT EXISTS (SELECT 1 FROM evidence AS e"
            "  WHERE e.giver_id = ? AND e.receiver_id = i.id)"
            " ORDER BY i.id LIMIT ?",
            txt(today), num(n->asker), txt(introduction_aim_word(n->aim)), num(n->aim_id),
            txt(introduction_aim_word(n->aim)), num(n->aim_id), num(n->aim_id), num(n->aim_id),
            num(n->asker), num(AIMED_MOST));
    return take(w, &r, AIMED_MOST);
}

/* They agreed to be asked, can be written to, and, once somebody is to be asked indeed, are free. */
static bool may_be_asked(struct work *w, const struct introduction *n, int64_t individual) {
    struct individual one = {0};
    return individual_one(w, individual, &one) && one.introduced && one.mail.len &&
           !introduction_off(w, individual) &&
           (n->id == 0 || introduction_link_free(w, n, individual));
}

static void keep_willing(struct work *w, const struct introduction *n, struct ids *all) {
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        if (may_be_asked(w, n, all->at[i])) {
            all->at[kept++] = all->at[i];
        }
    }
    all->count = kept;
}

/* A chain that a colleague begins passes the colleague first. Where asker and aim know each other,
 * or too many would have to be asked, there is no way. */
static bool way_of(
        const struct introduction *n, const struct trust_chain *c, struct introduction_way *way) {
    size_t skip = c->people[0] == n->asker ? 1 : 0;
    *way = (struct introduction_way){.warmth = chain_warmth(c)};
    if (c->count - skip > INTRODUCTION_PEOPLE_MOST) {
        return false;
    }
    for (size_t i = skip; i < c->count; i++) {
        way->people[way->count++] = c->people[i];
    }
    return way->count >= 2;
}

/* True if everybody on it may be asked; whoever may not is left out from then on. */
static bool willing(struct work *w, const struct introduction *n,
        const struct introduction_way *way, struct ids *without) {
    bool all = true;
    for (size_t i = 0; i < way->count; i++) {
        if (!may_be_asked(w, n, way->people[i])) {
            all = false;
            if (without->count < LEFT_OUT_MOST) {
                without->at[without->count++] = way->people[i];
            }
        }
    }
    return all;
}

/* The graph does not know who agreed to what, so it is asked again without those who did not. */
struct introduction_ways introduction_ways(
        struct work *w, struct trust *trust, const struct introduction *n) {
    struct introduction_ways found = {0};
    struct ids from = who_asks(w, n);
    struct ids to = whom_to(w, n);
    struct ids without = {.at = arena_new(w->mem, int64_t, LEFT_OUT_MOST)};
    keep_willing(w, n, &to);
    bool all = false;
    for (int try = 0; try < TRIES_MOST && !all; try++) {
        struct chain_question q = {.from = {from.at, from.count},
                .to = {to.at, to.count},
                .without = {without.at, without.count},
                .rule = rule_of(w, n->cluster),
                .today = w->now / DAY_SECONDS};
        struct trust_chains chains = trust_chains(w, trust, &q);
        all = true;
        found.count = 0;
        for (size_t i = 0; i < chains.count; i++) {
            struct introduction_way way;
            bool fits = way_of(n, &chains.at[i], &way);
            bool may = fits && willing(w, n, &way, &without);
            all = all && (may || !fits);
            if (may && found.count < INTRODUCTION_WAYS_MOST) {
                found.at[found.count++] = way;
            }
        }
    }
    return found;
}

void introduction_way_tell(
        struct work *w, struct trust *trust, int64_t cluster, struct introduction_question *q) {
    struct individual first = {0};
    q->told = (struct introduction_told){0};
    if (!introduction_question_crowd(w, q)) {
        return;
    }
    struct introduction_ways ways = introduction_ways(w, trust,
            &(struct introduction){
                    .cluster = cluster, .asker = q->asker, .aim = q->about, .aim_id = q->about_id});
    if (ways.count && individual_one(w, ways.at[0].people[0], &first)) {
        q->told.people = (int64_t)ways.at[0].count - 1;
        q->told.first = first.id;
        q->told.first_name = first.name;
        q->told.warmth = ways.at[0].warmth;
    }
}
