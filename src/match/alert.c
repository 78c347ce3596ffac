#include "match/alert.h"

#include "db/db.h"
#include "directory/places.h"
#include "lang/ecosystem.h"
#include "match/weighing.h"

#include <stdlib.h>

/* Two ids in one key: neither is a number beyond 31 bits. */
static int64_t pair_key(int64_t ours, int64_t theirs) {
    return (int64_t)((uint64_t)ours << 31 | (uint64_t)theirs);
}

static const struct roster_places *seen_by(struct work *w, int64_t cluster) {
    struct roster_places *seen = places_new(w->mem);
    int64_t ours = 0;
    int64_t theirs = 0;
    struct rows r = db_rows(
            w, "SELECT ours_id, theirs_id FROM match_seen WHERE cluster_id = ?", num(cluster));
    while (db_next(&r, to(ours), to(theirs))) {
        seen = places_put(w->mem, seen, pair_key(ours, theirs), 1);
    }
    return seen;
}

struct members {
    int64_t *at;
    size_t count;
};

static struct members members_of(struct work *w, struct live *live, int64_t cluster) {
    struct members m = {0};
    size_t room = 0;
    struct live_view v = live_read(live);
    for (uint32_t i = 0; i < v.roster->organisation_count; i++) {
        const struct roster_organisation *o = &v.roster->organisations[i];
        if (!o->gone && !o->withdrawn && roster_member(v.roster, o, cluster)) {
            arena_room(w->mem, int64_t, m.at, m.count, room);
            m.at[m.count++] = o->id;
        }
    }
    live_done(&v);
    return m;
}

struct telling {
    struct work *w;
    const struct roster_places *seen;
    const struct alert_wish *wish;
    float least;
    struct alerts found;
    size_t room;
};

static void tell_member(struct telling *t, int64_t ours, const struct live_best *best) {
    for (size_t i = 0; i < best->count && best->score[i] >= t->least; i++) {
        if (places_find(t->seen, pair_key(ours, best->partner[i])) == UINT32_MAX) {
            struct alerts *found = &t->found;
            arena_room(t->w->mem, struct alert, found->at, found->count, t->room);
            found->at[found->count++] = (struct alert){
                    .ours = ours, .theirs = best->partner[i], .score = best->score[i]};
        }
    }
}

static bool is_in(const struct roster_organisation *o, str ecosystem) {
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        if (str_eq(ecosystem, str_of(ecosystem_at(i)->code))) {
            return o->ecosystems >> i & 1;
        }
    }
    return false;
}

static bool is_wished(
        const struct roster_organisation *o, const struct alert_wish *wish, bool veiled) {
    char country[2] = {(char)(o->country >> 8), (char)o->country};
    return (!wish->country.len || str_eq(wish->country, (str){country, sizeof(country)})) &&
           (!wish->kind.len || o->kind == roster_code(wish->kind)) &&
           (!wish->ecosystem.len || (!veiled && is_in(o, wish->ecosystem)));
}

static bool is_veiled(const struct telling *t, const struct live_view *v, const struct alert *one) {
    struct arena_mark clean = arena_mark(t->w->mem);
    struct matches pair = match_pair(t->w, v->index, v->roster, one->ours, one->theirs);
    match_veil(v->roster, t->wish->scope, &pair);
    bool veiled = !pair.count || pair.at[0].partner == 0;
    arena_rewind(t->w->mem, clean);
    return veiled;
}

/* Takes out what was not asked for, and puts the cluster to what stays. */
static void keep_wished(struct telling *t, struct live *live) {
    size_t kept = 0;
    struct live_view v = live_read(live);
    for (size_t i = 0; i < t->found.count; i++) {
        struct alert one = t->found.at[i];
        uint32_t place = roster_organisation_at(v.roster, one.theirs);
        one.veiled = t->wish->scope && is_veiled(t, &v, &one);
        if (place != ROSTER_NONE &&
                is_wished(&v.roster->organisations[place], t->wish, one.veiled)) {
            const struct roster_organisation *o = &v.roster->organisations[place];
            bool told = o->cluster_count && !one.veiled;
            one.cluster = told ? v.roster->memberships[o->clusters] : 0;
            t->found.at[kept++] = one;
        }
    }
    live_done(&v);
    t->found.count = kept;
}

static int by_score(const void *a, const void *b) {
    const struct alert *x = a;
    const struct alert *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    if (x->ours != y->ours) {
        return x->ours < y->ours ? -1 : 1;
    }
    return (x->theirs > y->theirs) - (x->theirs < y->theirs);
}

struct alerts alert_list(
        struct work *w, struct live *live, int64_t cluster, const struct alert_wish *wish) {
    float strong = weighing_of(w, cluster).strong;
    struct telling t = {.w = w,
            .seen = seen_by(w, cluster),
            .wish = wish,
            .least = wish->least > strong ? wish->least : strong};
    struct members members = members_of(w, live, cluster);
    for (size_t i = 0; i < members.count; i++) {
        struct live_best best;
        if (wish->ours && members.at[i] != wish->ours) {
            continue;
        }
        if (live_best(live, members.at[i], &best)) {
            tell_member(&t, members.at[i], &best);
        } else {
            t.found.waiting++;
        }
    }
    keep_wished(&t, live);
    if (t.found.count) {
        qsort(t.found.at, t.found.count, sizeof(*t.found.at), by_score);
    }
    t.found.count = t.found.count < ALERTS_MOST ? t.found.count : ALERTS_MOST;
    return t.found;
}

size_t alert_count(struct live *live, const struct alerts *all, const struct alert_wish *wish) {
    size_t count = 0;
    struct live_view v = live_read(live);
    for (size_t i = 0; i < all->count; i++) {
        uint32_t place = roster_organisation_at(v.roster, all->at[i].theirs);
        count += place != ROSTER_NONE && all->at[i].score >= wish->least &&
                 is_wished(&v.roster->organisations[place], wish, all->at[i].veiled);
    }
    live_done(&v);
    return count;
}

int64_t alert_own_text(const struct match *m) {
    const struct meeting *best =
            m->gain.mirrored || m->give.fit > m->gain.fit ? &m->give : &m->gain;
    return best == &m->gain ? best->need : best->offer;
}

/* Memory is held for one at a time, so that whoever saves does not wait for all. */
void alert_texts(struct work *w, struct live *live, struct alerts *all) {
    for (size_t i = 0; i < all->count; i++) {
        struct arena_mark clean = arena_mark(w->mem);
        struct live_view v = live_read(live);
        struct matches one = match_pair(w, v.index, v.roster, all->at[i].ours, all->at[i].theirs);
        live_done(&v);
        all->at[i].own = one.count ? alert_own_text(&one.at[0]) : 0;
        arena_rewind(w->mem, clean);
    }
}

void alert_see(struct work *w, int64_t cluster, const struct alerts *seen) {
    for (size_t i = 0; i < seen->count; i++) {
        db_run(w,
                "INSERT INTO match_seen (cluster_id, ours_id, theirs_id, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (cluster_id, ours_id, theirs_id) DO UPDATE SET at = excluded.at",
                num(cluster), num(seen->at[i].ours), num(seen->at[i].theirs), num(w->now));
    }
}
