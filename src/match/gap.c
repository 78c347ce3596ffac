#include "match/gap.h"

#include "directory/roster_find.h"
#include "match/nearest.h"

#include <stdlib.h>

struct looking {
    struct work *w;
    const struct live_view *view;
    const struct scope *scope;
    struct match_scratch scratch;
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

/* The best text of the other side in each of the two. */
struct best {
    float fit;
    uint32_t listing; /* place */
};

enum { AT_HOME, ABROAD, WHERE };

struct around {
    const struct looking *k;
    struct best best[WHERE];
};

/* Until one is good, only a better one is of use; then one that is good in the other of the two, and
 * where both are served the text is no gap. */
static float take(void *context, uint32_t text, float fit) {
    struct around *a = context;
    const struct text *other = &a->k->view->index->texts[text];
    bool home = is_at_home(a->k->view->roster, a->k->own, other->organisation);
    struct best *b = &a->best[home ? AT_HOME : ABROAD];
    if (fit > b->fit && !is_refused(a->k, other->organisation)) {
        *b = (struct best){fit, other->listing};
    }
    float x = a->best[AT_HOME].fit;
    float y = a->best[ABROAD].fit;
    if (x >= GAP_GOOD && y >= GAP_GOOD) {
        return NEAREST_ENOUGH;
    }
    float better = x > y ? x : y;
    return better < GAP_GOOD ? better : GAP_GOOD;
}

static void look_around(struct looking *k, const struct text *t, struct around *a) {
    struct nearest n = {.own = t, .today = k->today, .take = take, .context = a};
    *a = (struct around){.k = k};
    nearest_find(k->view->index, &k->scratch, &n);
}

/* The first open one is looked for, which nearly always is among the first. */
static bool is_spoken_of(const struct looking *k, uint32_t key, uint32_t own) {
    const struct index *x = k->view->index;
    const struct postings *all = &x->by_dimension[!k->wish->offers][key];
    for (size_t i = 0; i < all->count; i++) {
        const struct text *t = &x->texts[all->at[i].text];
        struct profile_text said = index_said(t);
        if (index_is_open(x, all->at[i].text) && t->organisation != own &&
                fit_is_open(&said, k->today)) {
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

static void look_at(struct looking *k, const struct text *t) {
    const struct roster *r = k->view->roster;
    struct around around;
    look_around(k, t, &around);
    struct best home = around.best[AT_HOME];
    struct best far = around.best[ABROAD];
    bool served_home = home.fit >= GAP_GOOD;
    bool served_far = far.fit >= GAP_GOOD;
    k->found->texts++;
    if (served_home && served_far) {
        return;
    }
    struct best best = home.fit > far.fit ? home : far;
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

static void look_at_member(struct looking *k, struct arena *mem) {
    const struct index *x = k->view->index;
    k->scratch = match_scratch(mem, x);
    uint32_t next = k->own < x->first_count ? x->first_of[k->own] : 0;
    for (; next; next = x->places[next - 1].next) {
        const struct text *t = index_text_of(x, next - 1);
        if (!is_asked_for(k, &k->view->roster->listings[next - 1])) {
            continue;
        }
        if (t) {
            look_at(k, t);
        } else {
            k->found->unread++;
        }
    }
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

static bool look_at_next(struct looking *k, struct arena *mem, struct live *live) {
    struct live_view v = live_read(live);
    const struct roster *r = v.roster;
    while (k->own < r->organisation_count && !is_member(r, k->own, k->wish->cluster)) {
        k->own++;
    }
    bool more = k->own < r->organisation_count;
    if (more) {
        k->view = &v;
        look_at_member(k, mem);
    }
    k->view = NULL;
    live_done(&v);
    k->own++;
    return more;
}

struct market_gaps gap_list(
        struct work *w, struct live *live, const struct scope *scope, const struct gap_wish *wish) {
    struct market_gaps found = {0};
    struct arena mem = {0};
    struct looking k = {
            .w = w, .scope = scope, .found = &found, .wish = wish, .today = match_today(w)};
    while (look_at_next(&k, &mem, live)) {
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    if (found.count) {
        qsort(found.at, found.count, sizeof(*found.at), in_order);
    }
    return found;
}
