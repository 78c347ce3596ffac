#include "match/gap.h"

#include "directory/roster_find.h"
#include "match/match.h"

#include <stdlib.h>

struct looking {
    struct work *w;
    const struct live_view *view;
    const struct scope *scope;
    struct finder_room *room;
    struct market_gaps *found;
    size_t found_room;
    uint32_t own; /* organisation */
    const struct gap_wish *wish;
    int32_t today;
};

static bool is_at_home(const struct roster *r, uint32_t a, uint32_t b) {
    uint16_t here = r->organisations[a].country;
    return here && here == r->organisations[b].country;
}

static bool is_refused(const struct looking *k, uint32_t other) {
    const struct roster_organisation *all = k->view->roster->organisations;
    return index_refused(k->view->index, REFUSAL_ORGANISATIONS, all[k->own].id, all[other].id);
}

static bool at_home(const void *context, uint32_t other) {
    const struct looking *k = context;
    return is_at_home(k->view->roster, k->own, other) && !is_refused(k, other);
}

static bool abroad(const void *context, uint32_t other) {
    const struct looking *k = context;
    return !is_at_home(k->view->roster, k->own, other) && !is_refused(k, other);
}

struct nearest {
    float fit;
    uint32_t listing; /* place */
};

/* The one text of the other side that fits best. */
static struct nearest nearest_of(const struct looking *k, struct arena *mem,
        const struct profile *text, bool (*where)(const void *, uint32_t)) {
    const struct finder *f = &k->view->index->finder;
    struct finder_wish wish = {.own = k->own,
            .profile = text,
            .most = 1,
            .today = k->today,
            .by = FIT_STATED,
            .at_home = true,
            .wanted = where,
            .context = k};
    struct findings found = finder_find(mem, f, k->room, &wish);
    if (!found.count) {
        return (struct nearest){0};
    }
    const struct profile *theirs = f->profiles[found.at[0].organisation];
    struct fit_both both = fit_plain(&f->terms, text, theirs, wish.today);
    const struct fit_meeting *m = k->wish->offers ? &both.give : &both.gain;
    return (struct nearest){found.at[0].score, theirs->texts[m->theirs].listing};
}

/* The first open one is looked for, which nearly always is among the first. */
static bool is_spoken_of(const struct looking *k, uint32_t key, uint32_t own) {
    const struct index *x = k->view->index;
    const struct postings *all = &x->by_dimension[!k->wish->offers][key];
    for (size_t i = 0; i < all->count; i++) {
        const struct text *t = &x->texts[all->at[i].text];
        struct profile_text said = index_said(t);
        if (!t->closed && t->organisation != own && fit_is_open(&said, k->today)) {
            return true;
        }
    }
    return false;
}

/* What is wider than another that is missing goes without saying. */
static struct shared missing_of(const struct looking *k, const struct text *t) {
    struct shared missing = {0};
    for (size_t i = 0; i < t->vector.count; i++) {
        struct weight said = t->vector.at[i];
        if (!is_spoken_of(k, said.key, t->organisation)) {
            shared_add(&missing, k->view->index->lexicon, said.key, said.value);
        }
    }
    return missing;
}

static void add(struct looking *k, struct market_gap one) {
    struct market_gaps *g = k->found;
    arena_room(k->w->mem, struct market_gap, g->at, g->count, k->found_room);
    g->at[g->count++] = one;
    g->of[one.kind]++;
}

static void look_at(struct looking *k, struct arena *mem, const struct text *t) {
    const struct roster *r = k->view->roster;
    struct profile_said said = {index_said(t), t->vector};
    const struct profile *alone = profile_pack(mem, t->country, &said, 1);
    struct nearest home = nearest_of(k, mem, alone, at_home);
    struct nearest far = nearest_of(k, mem, alone, abroad);
    bool served_home = home.fit >= GAP_GOOD;
    bool served_far = far.fit >= GAP_GOOD;
    k->found->texts++;
    if (served_home && served_far) {
        return;
    }
    struct nearest best = home.fit > far.fit ? home : far;
    struct market_gap one = {.listing = r->listings[t->listing].id, .fit = best.fit};
    one.kind = served_home ? GAP_ONLY_HOME : served_far ? GAP_ONLY_ABROAD : GAP_NOBODY;
    if (best.fit > 0) {
        const struct roster_listing *l = &r->listings[best.listing];
        one.veiled = !roster_sees_listing(r, k->scope, l);
        one.nearest = one.veiled ? 0 : l->id;
    }
    if (one.kind == GAP_NOBODY) {
        one.missing = missing_of(k, t);
    }
    add(k, one);
}

static bool is_asked_for(const struct looking *k, const struct roster_listing *l) {
    uint64_t kind = roster_code(k->wish->kind);
    return l->published && !l->gone && l->organisation == k->own && l->offer == k->wish->offers &&
           (!kind || l->kind == kind) && (!l->valid_until || l->valid_until >= k->today);
}

static void look_at_member(struct looking *k) {
    const struct index *x = k->view->index;
    struct arena mem = {0};
    uint32_t next = k->own < x->first_count ? x->first_of[k->own] : 0;
    for (; next; next = x->places[next - 1].next) {
        const struct text *t = index_text_of(x, next - 1);
        if (!is_asked_for(k, &k->view->roster->listings[next - 1])) {
            continue;
        }
        if (t) {
            look_at(k, &mem, t);
            arena_rewind(&mem, (struct arena_mark){0});
        } else {
            k->found->unread++;
        }
    }
    arena_free(&mem);
}

static int in_order(const void *a, const void *b) {
    const struct market_gap *x = a;
    const struct market_gap *y = b;
    if (x->kind != y->kind) {
        return x->kind < y->kind ? -1 : 1;
    }
    if (x->fit != y->fit) {
        return x->fit > y->fit ? -1 : 1;
    }
    return (x->listing > y->listing) - (x->listing < y->listing);
}

static bool is_member(const struct roster *r, uint32_t place, int64_t cluster) {
    const struct roster_organisation *o = &r->organisations[place];
    return !o->gone && !o->withdrawn && roster_member(r, o, cluster);
}

struct market_gaps gap_list(
        struct work *w, struct live *live, const struct scope *scope, const struct gap_wish *wish) {
    struct market_gaps found = {0};
    struct looking k = {.w = w,
            .scope = scope,
            .room = finder_room(w->mem),
            .found = &found,
            .wish = wish,
            .today = match_today(w)};
    for (uint32_t i = 0;; i++) {
        struct live_view v = live_read(live);
        while (i < v.roster->organisation_count && !is_member(v.roster, i, wish->cluster)) {
            i++;
        }
        bool more = i < v.roster->organisation_count;
        if (more) {
            k.view = &v;
            k.own = i;
            look_at_member(&k);
        }
        live_done(live);
        if (!more) {
            break;
        }
    }
    if (found.count) {
        qsort(found.at, found.count, sizeof(*found.at), in_order);
    }
    return found;
}
