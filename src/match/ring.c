#include "match/ring.h"

#include "directory/roster_find.h"
#include "match/nearest.h"

#include <math.h>
#include <stdlib.h>

/* One who fills a need of the member, or has one that the member fills; by places in the roster. */
struct side {
    uint32_t organisation;
    uint32_t need, offer; /* listings */
    float fit;
};

/* The best of them, each organisation once. */
struct sides {
    struct side at[RING_FAN];
    size_t count;
};

struct looking {
    const struct live_view *view;
    const struct scope *scope;
    int64_t cluster;
    int32_t today;
    float least; /* a weaker link makes no ring that is shown */
    struct rings *found;
};

static bool is_member(const struct roster *r, uint32_t place, int64_t cluster) {
    const struct roster_organisation *o = &r->organisations[place];
    return !o->gone && !o->withdrawn && roster_member(r, o, cluster);
}

static bool is_seen(const struct looking *k, uint32_t listing) {
    const struct roster *r = k->view->roster;
    return roster_sees_listing(r, k->scope, &r->listings[listing]);
}

static bool may_trade(const struct looking *k, uint32_t a, uint32_t b) {
    const struct roster_organisation *x = &k->view->roster->organisations[a];
    const struct roster_organisation *y = &k->view->roster->organisations[b];
    return x->country && y->country && x->country != y->country &&
           !index_refused(k->view->index, REFUSAL_ORGANISATIONS, x->id, y->id);
}

/* ---- the member's neighbours in a ring */

static size_t place_of(const struct sides *s, uint32_t organisation) {
    size_t at = 0;
    while (at < s->count && s->at[at].organisation != organisation) {
        at++;
    }
    return at;
}

static void take(struct sides *s, const struct side *one) {
    size_t at = place_of(s, one->organisation);
    if (at == RING_FAN) {
        at--; /* the last one makes room, if it is worse */
    }
    if (at < s->count && s->at[at].fit >= one->fit) {
        return;
    }
    s->count += at == s->count;
    for (; at > 0 && s->at[at - 1].fit < one->fit; at--) {
        s->at[at] = s->at[at - 1];
    }
    s->at[at] = *one;
}

/* One of the member's texts and who answers it. */
struct asking {
    const struct looking *k;
    const struct text *own;
    struct sides *sides;
};

/* Where there are enough, those as good as the last of them come too late. */
static float enough(const struct looking *k, const struct sides *s) {
    return s->count < RING_FAN ? k->least : nextafterf(s->at[RING_FAN - 1].fit, 1);
}

static float answer(void *context, uint32_t text, float fit) {
    const struct asking *a = context;
    const struct text *own = a->own;
    const struct text *other = &a->k->view->index->texts[text];
    struct side one = {.organisation = other->organisation,
            .need = own->offer ? other->listing : own->listing,
            .offer = own->offer ? own->listing : other->listing,
            .fit = fit};
    if (is_seen(a->k, other->listing) && may_trade(a->k, own->organisation, other->organisation)) {
        take(a->sides, &one);
    }
    return enough(a->k, a->sides);
}

static void look_at(
        struct looking *k, const struct text *own, struct match_scratch *scratch, struct sides *s) {
    struct asking a = {k, own, s};
    struct nearest n = {
            .own = own, .today = k->today, .above = enough(k, s), .take = answer, .context = &a};
    nearest_find(k->view->index, scratch, &n);
}

/* ---- the link between these two */

static const struct text *open_text(const struct looking *k, uint32_t place, bool offer) {
    const struct text *t = index_text_of(k->view->index, place);
    struct profile_text said = t ? index_said(t) : (struct profile_text){0};
    return t && t->offer == offer && fit_is_open(&said, k->today) && is_seen(k, place) ? t : NULL;
}

static float fit_of(const struct looking *k, const struct text *need, const struct text *offer) {
    struct profile_text a = index_said(need);
    struct profile_text b = index_said(offer);
    return vector_dot(need->vector, offer->vector) *
           fit_share(&k->view->index->finder.terms, &a, need->country, &b, offer->country);
}

static uint32_t first_of(const struct index *x, uint32_t organisation) {
    return organisation < x->first_count ? x->first_of[organisation] : 0;
}

/* The best need of one that the other can fill; fit 0 where none is. */
static struct side between(const struct looking *k, uint32_t from, uint32_t to) {
    const struct index *x = k->view->index;
    struct side best = {.organisation = from};
    for (uint32_t i = first_of(x, from); i; i = x->places[i - 1].next) {
        const struct text *need = open_text(k, i - 1, false);
        for (uint32_t j = need ? first_of(x, to) : 0; j; j = x->places[j - 1].next) {
            const struct text *offer = open_text(k, j - 1, true);
            float fit = offer ? fit_of(k, need, offer) : 0;
            if (fit > best.fit) {
                best = (struct side){from, i - 1, j - 1, fit};
            }
        }
    }
    return best;
}

/* ---- rings */

static struct ring_link link_of(const struct looking *k, uint32_t from, const struct side *s) {
    const struct roster *r = k->view->roster;
    return (struct ring_link){.organisation = r->organisations[from].id,
            .need = r->listings[s->need].id,
            .offer = r->listings[s->offer].id,
            .fit = s->fit};
}

/* Whoever is in it, and how each is linked to the next. */
struct round {
    uint32_t who[RING_MOST];
    const struct side *links[RING_MOST];
    size_t size;
};

/* Where several are members, a ring is found from each of them: it begins with the first. */
static size_t beginning(const struct looking *k, const struct round *n) {
    size_t first = 0;
    for (size_t i = 1; i < n->size; i++) {
        if (n->who[i] < n->who[first] && is_member(k->view->roster, n->who[i], k->cluster)) {
            first = i;
        }
    }
    return first;
}

static int by_score(const void *a, const void *b) {
    const struct ring *x = a;
    const struct ring *y = b;
    if (x->size != y->size) {
        return x->size < y->size ? -1 : 1;
    }
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    for (size_t i = 0; i < x->size; i++) {
        if (x->at[i].organisation != y->at[i].organisation) {
            return x->at[i].organisation < y->at[i].organisation ? -1 : 1;
        }
    }
    return 0;
}

/* Sorts them, and leaves one of each and no more than are shown. */
static void tidy(struct rings *found) {
    size_t kept = 0;
    if (found->count) {
        qsort(found->at, found->count, sizeof(*found->at), by_score);
    }
    for (size_t i = 0; i < found->count && kept < RINGS_MOST; i++) {
        if (kept == 0 || by_score(&found->at[kept - 1], &found->at[i]) != 0) {
            found->at[kept++] = found->at[i];
        }
    }
    found->count = kept;
}

static void close_ring(struct looking *k, const struct round *n) {
    size_t first = beginning(k, n);
    struct ring *ring = &k->found->at[k->found->count++];
    *ring = (struct ring){.size = n->size, .score = 1};
    for (size_t i = 0; i < n->size; i++) {
        size_t at = (first + i) % n->size;
        ring->at[i] = link_of(k, n->who[at], n->links[at]);
        ring->score = n->links[at]->fit < ring->score ? n->links[at]->fit : ring->score;
    }
}

static void keep_best(struct looking *k) {
    tidy(k->found);
    k->least = k->found->count < RINGS_MOST ? RING_GOOD : k->found->at[RINGS_MOST - 1].score;
}

/* The neighbours of a member in a ring: who fills its needs, and whose needs it fills. */
struct neighbours {
    uint32_t own;
    struct sides fillers, filled;
};

static struct neighbours neighbours_of(
        struct looking *k, struct match_scratch *scratch, uint32_t own) {
    const struct index *x = k->view->index;
    struct neighbours n = {.own = own};
    for (uint32_t i = first_of(x, own); i; i = x->places[i - 1].next) {
        const struct text *need = open_text(k, i - 1, false);
        const struct text *offer = open_text(k, i - 1, true);
        if (need) {
            look_at(k, need, scratch, &n.fillers);
        } else if (offer) {
            look_at(k, offer, scratch, &n.filled);
        }
    }
    return n;
}

static void follow(struct looking *k, struct arena *mem, uint32_t own) {
    struct match_scratch scratch = match_scratch(mem, k->view->index);
    struct neighbours n = neighbours_of(k, &scratch, own);
    for (size_t i = 0; i < n.fillers.count; i++) {
        for (size_t j = 0; j < n.filled.count; j++) {
            const struct side *filler = &n.fillers.at[i];
            const struct side *filled = &n.filled.at[j];
            if (!may_trade(k, filler->organisation, filled->organisation)) {
                continue;
            }
            struct side last = between(k, filler->organisation, filled->organisation);
            struct round three = {.who = {own, filler->organisation, filled->organisation},
                    .links = {filler, &last, filled},
                    .size = RING_LEAST};
            if (last.fit >= k->least) {
                close_ring(k, &three);
            }
        }
    }
    keep_best(k);
}

/* ---- rings of four */

static bool is_in(const struct sides *s, uint32_t organisation) {
    return place_of(s, organisation) < s->count;
}

static uint16_t country_of(const struct looking *k, uint32_t organisation) {
    return k->view->roster->organisations[organisation].country;
}

/* Three countries at least, and no three of them a ring by themselves: the third who fills the
 * member's needs, or has one that it fills, would close one. */
static bool may_be_third(const struct looking *k, const struct neighbours *n,
        const struct side *filler, const struct side *third, const struct side *filled) {
    uint32_t who = third->organisation;
    bool countries = country_of(k, who) != country_of(k, n->own) ||
                     country_of(k, filler->organisation) != country_of(k, filled->organisation);
    return countries && who != n->own && !is_in(&n->fillers, who) && !is_in(&n->filled, who) &&
           may_trade(k, who, filled->organisation);
}

static bool are_a_ring(const struct looking *k, uint32_t filler, uint32_t filled) {
    return filler == filled ||
           (may_trade(k, filler, filled) && between(k, filler, filled).fit >= RING_GOOD);
}

static void through(struct looking *k, const struct neighbours *n, const struct side *filler,
        const struct sides *thirds, const struct side *filled) {
    if (are_a_ring(k, filler->organisation, filled->organisation)) {
        return;
    }
    for (size_t i = 0; i < thirds->count; i++) {
        const struct side *third = &thirds->at[i];
        if (!may_be_third(k, n, filler, third, filled)) {
            continue;
        }
        struct side last = between(k, third->organisation, filled->organisation);
        struct round four = {
                .who = {n->own, filler->organisation, third->organisation, filled->organisation},
                .links = {filler, third, &last, filled},
                .size = RING_MOST};
        if (last.fit >= k->least) {
            close_ring(k, &four);
        }
    }
}

static void follow_further(struct looking *k, struct arena *mem, uint32_t own) {
    const struct index *x = k->view->index;
    struct match_scratch scratch = match_scratch(mem, x);
    struct neighbours n = neighbours_of(k, &scratch, own);
    for (size_t i = 0; i < n.fillers.count && i < RING_WAYS; i++) {
        struct sides thirds = {0};
        for (uint32_t t = first_of(x, n.fillers.at[i].organisation); t; t = x->places[t - 1].next) {
            const struct text *need = open_text(k, t - 1, false);
            if (need) {
                look_at(k, need, &scratch, &thirds);
            }
        }
        for (size_t j = 0; j < n.filled.count; j++) {
            through(k, &n, &n.fillers.at[i], &thirds, &n.filled.at[j]);
        }
        keep_best(k);
    }
}

/* ---- one member after the other */

typedef void follower(struct looking *k, struct arena *mem, uint32_t own);

/* Memory is held for one member at a time, so that whoever saves waits for one and not for all. */
static bool look_at_next(struct looking *k, struct live *live, follower *one, uint32_t *at) {
    struct arena mem = {0};
    struct live_view v = live_read(live);
    const struct roster *r = v.roster;
    while (*at < r->organisation_count && !is_member(r, *at, k->cluster)) {
        (*at)++;
    }
    bool more = *at < r->organisation_count;
    if (more) {
        k->view = &v;
        one(k, &mem, *at);
    }
    k->view = NULL;
    live_done(&v);
    arena_free(&mem);
    (*at)++;
    return more;
}

static void say_why(struct live *live, struct rings *found) {
    struct live_view v = live_read(live);
    for (size_t i = 0; i < found->count * RING_MOST; i++) {
        struct ring_link *l = &found->at[i / RING_MOST].at[i % RING_MOST];
        const struct text *need = index_text_of(v.index, roster_listing_at(v.roster, l->need));
        const struct text *offer = index_text_of(v.index, roster_listing_at(v.roster, l->offer));
        if (need && offer) {
            l->why = shared_of(v.index->lexicon, &need->vector, &offer->vector);
        }
    }
    live_done(&v);
}

struct rings ring_list(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster) {
    struct rings found = {.at = arena_new(w->mem, struct ring, RINGS_MOST + RING_FAN * RING_FAN)};
    struct looking k = {.scope = scope,
            .cluster = cluster,
            .today = match_today(w),
            .least = RING_GOOD,
            .found = &found};
    uint32_t at = 0;
    while (look_at_next(&k, live, follow, &at)) {
    }
    at = 0;
    while (found.count < RINGS_MOST && look_at_next(&k, live, follow_further, &at)) {
    }
    say_why(live, &found);
    return found;
}
