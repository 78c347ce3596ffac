#include "match/ring.h"

#include "directory/places.h"
#include "directory/roster_find.h"
#include "match/match.h"

#include <stdlib.h>

/* Who can fill an organisation's needs best. */
struct fillers {
    uint32_t at[RING_FAN];
    size_t count;
};

struct looking {
    struct work *w;
    const struct live_view *view;
    const struct scope *scope;
    struct finder_room *room;
    struct fillers *known;
    size_t known_count;
    struct roster_places *known_at; /* by organisation's place, plus 1 */
    struct rings found;
    size_t found_room;
    int64_t cluster;
};

static bool is_member(const struct roster *r, uint32_t place, int64_t cluster) {
    const struct roster_organisation *o = &r->organisations[place];
    return !o->gone && !o->withdrawn && roster_member(r, o, cluster);
}

/* The needs alone, so that what is found is who fills them. */
static const struct profile *needs_of(struct arena *mem, const struct profile *p) {
    struct profile_said *said = arena_new(mem, struct profile_said, p->text_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < p->text_count; i++) {
        const struct profile_text *t = &p->texts[i];
        if (t->offer) {
            continue;
        }
        struct vector v = {.at = arena_new(mem, struct weight, t->count + 1), .count = t->count};
        for (size_t k = 0; k < t->count; k++) {
            v.at[k] = (struct weight){profile_keys(p)[t->from + k],
                    (float)profile_weights(p)[t->from + k] / PROFILE_STEPS};
        }
        said[count++] = (struct profile_said){*t, v};
    }
    return profile_pack(mem, p->country, said, count);
}

struct one_of {
    const struct live_view *view;
    uint32_t own;
};

static bool is_wanted(const void *context, uint32_t other) {
    const struct one_of *one = context;
    const struct roster_organisation *all = one->view->roster->organisations;
    return !index_refused(one->view->index, REFUSAL_ORGANISATIONS, all[one->own].id, all[other].id);
}

static struct fillers ask(struct looking *k, uint32_t own) {
    const struct finder *f = &k->view->index->finder;
    struct arena mem = {0};
    struct one_of one = {k->view, own};
    struct finder_wish wish = {.own = own,
            .profile = needs_of(&mem, f->profiles[own]),
            .most = RING_FAN,
            .today = match_today(k->w),
            .by = FIT_STATED,
            .above = RING_GOOD,
            .wanted = is_wanted,
            .context = &one};
    struct findings best = finder_find(&mem, f, k->room, &wish);
    struct fillers found = {.count = best.count};
    for (size_t i = 0; i < best.count; i++) {
        found.at[i] = best.at[i].organisation;
    }
    arena_free(&mem);
    return found;
}

/* Each is asked for once. */
static struct fillers fillers_of(struct looking *k, uint32_t own) {
    const struct finder *f = &k->view->index->finder;
    uint32_t at = places_find(k->known_at, (int64_t)own + 1);
    if (at != UINT32_MAX) {
        return k->known[at];
    }
    if (own >= f->count || !f->profiles[own] || k->known_count == RING_QUESTIONS_MOST) {
        return (struct fillers){0};
    }
    struct fillers found = ask(k, own);
    k->known_at = places_put(k->w->mem, k->known_at, (int64_t)own + 1, (uint32_t)k->known_count);
    k->known[k->known_count++] = found;
    return found;
}

static struct shared why(const struct looking *k, uint32_t need, uint32_t offer) {
    const struct index *x = k->view->index;
    const struct text *a = index_text_of(x, need);
    const struct text *b = index_text_of(x, offer);
    return a && b ? shared_of(x->lexicon, &a->vector, &b->vector) : (struct shared){0};
}

/* The best that one of them wrote and the other can fill; fit 0 where it is not good. */
static struct ring_link link_of(struct looking *k, struct arena *mem, uint32_t from, uint32_t to) {
    const struct finder *f = &k->view->index->finder;
    const struct roster *r = k->view->roster;
    const struct profile *needs = needs_of(mem, f->profiles[from]);
    struct fit_both both = fit_plain(&f->terms, needs, f->profiles[to], match_today(k->w));
    struct ring_link link = {.organisation = r->organisations[from].id};
    if (both.gain.fit < RING_GOOD) {
        return link;
    }
    const struct roster_listing *need = &r->listings[needs->texts[both.gain.ours].listing];
    const struct roster_listing *offer =
            &r->listings[f->profiles[to]->texts[both.gain.theirs].listing];
    bool seen = roster_sees_listing(r, k->scope, need) && roster_sees_listing(r, k->scope, offer);
    link.fit = seen ? both.gain.fit : 0;
    link.why = why(k, needs->texts[both.gain.ours].listing,
            f->profiles[to]->texts[both.gain.theirs].listing);
    link.need = need->id;
    link.offer = offer->id;
    return link;
}

static bool are_of_three_countries(const struct roster *r, uint32_t a, uint32_t b, uint32_t c) {
    uint16_t x = r->organisations[a].country;
    uint16_t y = r->organisations[b].country;
    uint16_t z = r->organisations[c].country;
    return x && y && z && x != y && y != z && x != z;
}

/* Where several are members, a ring is found from each of them: it begins with the first. */
static size_t beginning(const struct looking *k, const uint32_t three[RING_SIZE]) {
    size_t first = 0;
    for (size_t i = 1; i < RING_SIZE; i++) {
        if (three[i] < three[first] && is_member(k->view->roster, three[i], k->cluster)) {
            first = i;
        }
    }
    return first;
}

static void close_ring(struct looking *k, const uint32_t three[RING_SIZE]) {
    struct arena mem = {0};
    struct ring ring = {.score = 1};
    size_t first = beginning(k, three);
    for (size_t i = 0; i < RING_SIZE && ring.score > 0; i++) {
        ring.at[i] = link_of(
                k, &mem, three[(first + i) % RING_SIZE], three[(first + i + 1) % RING_SIZE]);
        ring.score = ring.at[i].fit < ring.score ? ring.at[i].fit : ring.score;
    }
    arena_free(&mem);
    if (ring.score > 0) {
        arena_room(k->w->mem, struct ring, k->found.at, k->found.count, k->found_room);
        k->found.at[k->found.count++] = ring;
    }
}

static void follow(struct looking *k, uint32_t a) {
    const struct roster *r = k->view->roster;
    struct fillers first = fillers_of(k, a);
    for (size_t i = 0; i < first.count; i++) {
        uint32_t b = first.at[i];
        struct fillers second = fillers_of(k, b);
        for (size_t j = 0; j < second.count; j++) {
            uint32_t c = second.at[j];
            if (are_of_three_countries(r, a, b, c)) {
                close_ring(k, (const uint32_t[RING_SIZE]){a, b, c});
            }
        }
    }
}

static int by_score(const void *a, const void *b) {
    const struct ring *x = a;
    const struct ring *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    for (size_t i = 0; i < RING_SIZE; i++) {
        if (x->at[i].organisation != y->at[i].organisation) {
            return x->at[i].organisation < y->at[i].organisation ? -1 : 1;
        }
    }
    return 0;
}

/* Equal ones stand beside each other. */
static void leave_one_of_each(struct rings *found) {
    size_t kept = 1;
    for (size_t i = 1; i < found->count; i++) {
        if (by_score(&found->at[kept - 1], &found->at[i]) != 0) {
            found->at[kept++] = found->at[i];
        }
    }
    found->count = kept;
}

/* Memory is held for one member at a time, so that whoever saves waits for one and not for all. */
static bool look_at_next(struct looking *k, struct live *live, uint32_t *at) {
    struct live_view v = live_read(live);
    const struct roster *r = v.roster;
    while (*at < r->organisation_count && !is_member(r, *at, k->cluster)) {
        (*at)++;
    }
    bool more = *at < r->organisation_count;
    if (more && k->known_count < RING_QUESTIONS_MOST) {
        k->view = &v;
        follow(k, *at);
    } else if (more) {
        k->found.left++;
    }
    k->view = NULL;
    live_done(live);
    (*at)++;
    return more;
}

struct rings ring_list(
        struct work *w, struct live *live, const struct scope *scope, int64_t cluster) {
    struct looking k = {.w = w,
            .scope = scope,
            .cluster = cluster,
            .room = finder_room(w->mem),
            .known = arena_new(w->mem, struct fillers, RING_QUESTIONS_MOST),
            .known_at = places_new(w->mem)};
    for (uint32_t at = 0; look_at_next(&k, live, &at);) {
    }
    if (k.found.count) {
        qsort(k.found.at, k.found.count, sizeof(*k.found.at), by_score);
        leave_one_of_each(&k.found);
    }
    k.found.count = k.found.count < RINGS_MOST ? k.found.count : RINGS_MOST;
    return k.found;
}
