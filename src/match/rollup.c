#include "match/rollup.h"

#include "directory/places.h"

#include <assert.h>
#include <stdlib.h>

/* A text counts for its member from this fit on. */
static const float good_fit = 0.35F;

enum {
    CLUSTERS_MET_MOST = 5000,
    MEMBER_MOST = 500, /* of whom a member fits best are counted: in a crowd, more tell no more */
};

/* One partner cluster while it is being added up. */
struct reckoning {
    struct rollup_partner partner;
    size_t members;
};

enum side { WE_NEED, THEY_OFFER, THEY_NEED, WE_OFFER };

/* The best a member does towards one cluster in one of the four ways. */
struct standing {
    uint32_t tally;
    enum side side;
    float best;
};

struct tallies {
    struct arena *mem;
    struct reckoning *at;
    size_t count;
    struct roster_places *by_cluster;
    struct standing *standings;
    size_t standing_count, standing_room;
    struct roster_places *by_member;
    size_t our_members;
};

static struct reckoning *tally_of(struct tallies *all, int64_t cluster) {
    uint32_t at = places_find(all->by_cluster, cluster);
    if (at == ROSTER_NONE) {
        if (all->count == CLUSTERS_MET_MOST) {
            return NULL;
        }
        at = (uint32_t)all->count++;
        assert(all->at);
        all->at[at] = (struct reckoning){.partner = {.cluster = cluster}};
        all->by_cluster = places_put(all->mem, all->by_cluster, cluster, at);
    }
    return &all->at[at];
}

static void stand(
        struct tallies *all, struct reckoning *t, enum side side, uint32_t member, float fit) {
    int64_t key = (t->partner.cluster << 34 | (int64_t)side << 32 | member) + 1;
    uint32_t at = places_find(all->by_member, key);
    if (at == ROSTER_NONE) {
        arena_room(
                all->mem, struct standing, all->standings, all->standing_count, all->standing_room);
        at = (uint32_t)all->standing_count++;
        all->standings[at] = (struct standing){.tally = (uint32_t)(t - all->at), .side = side};
        all->by_member = places_put(all->mem, all->by_member, key, at);
    }
    assert(all->standings);
    struct standing *s = &all->standings[at];
    s->best = fit > s->best ? fit : s->best;
}

static int by_pair(const void *a, const void *b) {
    const struct rollup_pair *x = a;
    const struct rollup_pair *y = b;
    if (x->match.score != y->match.score) {
        return x->match.score > y->match.score ? -1 : 1;
    }
    return (x->ours > y->ours) - (x->ours < y->ours);
}

static void keep_pair(struct rollup_partner *p, const struct rollup_pair *pair) {
    if (pair->match.partner == 0) {
        return; /* veiled */
    }
    if (p->pair_count < ROLLUP_PAIRS) {
        p->pairs[p->pair_count++] = *pair;
    } else if (by_pair(pair, &p->pairs[ROLLUP_PAIRS - 1]) < 0) {
        p->pairs[ROLLUP_PAIRS - 1] = *pair;
    }
    qsort(p->pairs, p->pair_count, sizeof(*pair), by_pair);
}

/* What one of our members has in common with one other organisation, for each of its clusters. */
static void add_match(struct tallies *all, const struct roster *r, uint32_t ours, uint32_t theirs,
        const struct match *m) {
    const struct roster_organisation *o = &r->organisations[theirs];
    for (size_t i = 0; i < o->cluster_count; i++) {
        struct reckoning *t = tally_of(all, r->memberships[o->clusters + i]);
        if (!t) {
            continue;
        }
        if (m->stated_gain >= good_fit) {
            stand(all, t, WE_NEED, ours, m->stated_gain);
            stand(all, t, THEY_OFFER, theirs, m->stated_gain);
        }
        if (m->stated_give >= good_fit) {
            stand(all, t, THEY_NEED, theirs, m->stated_give);
            stand(all, t, WE_OFFER, ours, m->stated_give);
        }
        if (match_mutual(m->gain.fit, m->give.fit) > 0) {
            keep_pair(&t->partner,
                    &(struct rollup_pair){.ours = r->organisations[ours].id, .match = *m});
        }
    }
}

static bool is_member(const struct roster *r, uint32_t place, int64_t cluster) {
    const struct roster_organisation *o = &r->organisations[place];
    return !o->gone && roster_member(r, o, cluster);
}

struct adding {
    struct tallies *all;
    struct live_view view;
    const struct scope *scope;
};

static void add_member(struct work *w, const struct adding *a, uint32_t ours) {
    const struct roster *r = a->view.roster;
    struct match_wish wish = {
            .one_way = true, .at_home = true, .good = good_fit, .most = MEMBER_MOST};
    struct matches found =
            match_organisation(w, a->view.index, r, r->organisations[ours].id, &wish);
    for (size_t i = 0; i < found.count; i++) {
        uint32_t theirs = roster_organisation_at(r, found.at[i].partner);
        struct matches one = {.at = &found.at[i], .count = 1};
        match_veil(r, a->scope, &one);
        add_match(a->all, r, ours, theirs, &found.at[i]);
    }
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
        if (is_member(v.roster, i, cluster)) {
            arena_room(w->mem, int64_t, m.at, m.count, room);
            m.at[m.count++] = v.roster->organisations[i].id;
        }
    }
    live_done(&v);
    return m;
}

/* Each member's own work is thrown away after it: a large cluster would fill the memory. */
static void add_members(struct work *w, struct tallies *all, struct live *live,
        const struct scope *scope, const struct members *members) {
    struct arena mem = {0};
    struct work each = *w;
    each.mem = &mem;
    for (size_t i = 0; i < members->count; i++) {
        struct adding a = {.all = all, .view = live_read(live), .scope = scope};
        add_member(&each, &a, roster_organisation_at(a.view.roster, members->at[i]));
        live_done(&a.view);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    if (!work_ok(&each)) {
        work_fail_with(w, each.trouble, STR("the members' needs and offers could not be read"));
    }
    arena_free(&mem);
}

static void count_member(
        struct tallies *all, const struct roster *r, const struct roster_organisation *o) {
    for (size_t i = 0; i < o->cluster_count && !o->gone; i++) {
        uint32_t at = places_find(all->by_cluster, r->memberships[o->clusters + i]);
        if (at != ROSTER_NONE) {
            all->at[at].members++;
        }
    }
}

static void count_members(struct tallies *all, const struct roster *r) {
    for (uint32_t i = 0; i < r->organisation_count; i++) {
        count_member(all, r, &r->organisations[i]);
    }
}

static float share(float sum, size_t members) {
    return members ? sum / (float)members : 0;
}

/* First the sums, then what they are of all members. */
static void add_up(struct tallies *all) {
    for (size_t i = 0; i < all->standing_count; i++) {
        const struct standing *s = &all->standings[i];
        struct rollup_partner *p = &all->at[s->tally].partner;
        switch (s->side) {
        case WE_NEED:
            p->we_need++;
            p->gain += s->best;
            break;
        case THEY_NEED:
            p->they_need++;
            p->give += s->best;
            break;
        case WE_OFFER: p->we_offer++; break;
        case THEY_OFFER: p->they_offer++; break;
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        struct rollup_partner *p = &all->at[i].partner;
        p->gain = share(p->gain, all->our_members);
        p->give = share(p->give, all->at[i].members);
        p->score = match_mutual(p->gain, p->give);
    }
}

static int by_score(const void *a, const void *b) {
    const struct rollup_partner *x = a;
    const struct rollup_partner *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->cluster > y->cluster) - (x->cluster < y->cluster);
}

struct rollup rollup_cluster(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster) {
    struct tallies all = {.mem = w->mem,
            .at = arena_new(w->mem, struct reckoning, CLUSTERS_MET_MOST),
            .by_cluster = places_new(w->mem),
            .by_member = places_new(w->mem)};
    struct members members = members_of(w, live, cluster);
    add_members(w, &all, live, scope, &members);

    struct live_view v = live_read(live);
    all.our_members = members.count;
    count_members(&all, v.roster);
    add_up(&all);
    struct rollup found = {.at = arena_new(w->mem, struct rollup_partner, all.count + 1)};
    for (size_t i = 0; i < all.count; i++) {
        const struct rollup_partner *p = &all.at[i].partner;
        if (p->score > 0 && p->cluster != cluster &&
                !index_refused(v.index, REFUSAL_CLUSTERS, cluster, p->cluster)) {
            found.at[found.count++] = *p;
        }
    }
    live_done(&v);
    qsort(found.at, found.count, sizeof(*found.at), by_score);
    return found;
}

struct pairing {
    struct rollup_pairs found;
    size_t room;
    int64_t ours, theirs; /* clusters */
};

static void add_pairs(struct work *w, struct pairing *p, const struct index *x,
        const struct roster *r, uint32_t member) {
    struct match_wish wish = {.at_home = true};
    int64_t ours = r->organisations[member].id;
    struct matches m = match_organisation(w, x, r, ours, &wish);
    for (size_t i = 0; i < m.count; i++) {
        uint32_t place = roster_organisation_at(r, m.at[i].partner);
        if (is_member(r, place, p->theirs) && !is_member(r, place, p->ours)) {
            arena_room(w->mem, struct rollup_pair, p->found.at, p->found.count, p->room);
            p->found.at[p->found.count++] = (struct rollup_pair){.ours = ours, .match = m.at[i]};
        }
    }
}

struct rollup_pairs rollup_pairs(struct work *w, const struct index *x, const struct roster *r,
        int64_t ours, int64_t theirs) {
    struct pairing p = {.ours = ours, .theirs = theirs};
    for (uint32_t i = 0; i < r->organisation_count; i++) {
        if (is_member(r, i, ours)) {
            add_pairs(w, &p, x, r, i);
        }
    }
    if (p.found.at) {
        qsort(p.found.at, p.found.count, sizeof(*p.found.at), by_pair);
    }
    return p.found;
}
