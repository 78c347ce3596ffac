#include "match/consortium.h"

#include "directory/places.h"
#include "directory/roster_find.h"
#include "match/match.h"

#include <assert.h>
#include <stdlib.h>

/* A role says no kind; asked as these, offers of every kind may answer. */
static const uint8_t asked_as[] = {TRADE_BUSINESS, TRADE_RESEARCH, TRADE_TRAINING, TRADE_FUNDING};

/* ---- who could take a role */

struct looking {
    struct work *w;
    const struct live_view *view;
    const struct scope *scope;
    const struct consortium_wish *wish;
    struct consortium_candidate *found; /* one an offer, so that an organisation may stand twice */
    size_t count, room;
    size_t veiled;
};

static bool is_refused(const struct looking *k, const struct roster_organisation *o) {
    const struct roster *r = k->view->roster;
    for (size_t i = 0; i < o->cluster_count; i++) {
        if (!index_refused(k->view->index, REFUSAL_CLUSTERS, k->wish->cluster,
                    r->memberships[o->clusters + i])) {
            return false;
        }
    }
    return o->cluster_count > 0;
}

static void take(struct looking *k, const struct met *m) {
    const struct roster *r = k->view->roster;
    const struct text *t = &k->view->index->texts[m->text];
    const struct roster_organisation *o = &r->organisations[t->organisation];
    const struct roster_listing *l = &r->listings[t->listing];
    if (m->fit < CONSORTIUM_LEAST || o->gone || o->withdrawn || is_refused(k, o)) {
        return;
    }
    if (!roster_sees_listing(r, k->scope, l)) {
        k->veiled++;
        return;
    }
    arena_room(k->w->mem, struct consortium_candidate, k->found, k->count, k->room);
    k->found[k->count++] = (struct consortium_candidate){.organisation = o->id,
            .offer = l->id,
            .country = o->country,
            .ours = roster_member(r, o, k->wish->cluster),
            .fit = m->fit};
}

/* An offer that answers as several kinds is taken at the first. */
static bool was_met(const struct mets *before, size_t count, uint32_t text) {
    for (size_t i = 0; i < count; i++) {
        size_t low = 0;
        size_t high = before[i].count;
        while (low < high) { /* mets come in the order of texts */
            size_t middle = (low + high) / 2;
            low = before[i].at[middle].text < text ? middle + 1 : low;
            high = before[i].at[middle].text < text ? high : middle;
        }
        if (low < before[i].count && before[i].at[low].text == text) {
            return true;
        }
    }
    return false;
}

static void look(struct looking *k, const struct consortium_role *role) {
    enum { KINDS = sizeof(asked_as) / sizeof(asked_as[0]) };
    const struct index *x = k->view->index;
    struct match_scratch scratch = match_scratch(k->w->mem, x);
    struct mets mets[KINDS];
    struct text own = {.vector = role->meaning,
            .organisation = ROSTER_NONE,
            .country = (uint16_t)roster_code(k->wish->country)};
    for (size_t i = 0; i < KINDS; i++) {
        own.trade = asked_as[i];
        mets[i] = match_as(k->w, x, &own, &scratch);
        for (size_t j = 0; j < mets[i].count; j++) {
            if (!was_met(mets, i, mets[i].at[j].text)) {
                take(k, &mets[i].at[j]);
            }
        }
    }
}

static int by_fit(const void *a, const void *b) {
    const struct consortium_candidate *x = a;
    const struct consortium_candidate *y = b;
    if (x->fit != y->fit) {
        return x->fit > y->fit ? -1 : 1;
    }
    if (x->organisation != y->organisation) {
        return x->organisation < y->organisation ? -1 : 1;
    }
    return (x->offer > y->offer) - (x->offer < y->offer);
}

static bool stands_in(const struct consortium_seat *s, int64_t organisation) {
    for (size_t i = 0; i < s->count; i++) {
        if (s->at[i].organisation == organisation) {
            return true;
        }
    }
    return false;
}

static bool is_kept(const struct consortium_seat *s, const struct consortium_candidate *one) {
    size_t of_country = 0;
    for (size_t i = 0; i < s->count; i++) {
        of_country += s->at[i].country == one->country;
    }
    return s->count < CONSORTIUM_CANDIDATES && of_country < CONSORTIUM_OF_COUNTRY;
}

static size_t count_organisations(struct arena *mem, const struct looking *k) {
    struct roster_places *met = places_new(mem);
    for (size_t i = 0; i < k->count; i++) {
        met = places_put(mem, met, k->found[i].organisation, 1);
    }
    return met->count;
}

static struct shared why(const struct looking *k, const struct vector *asked, int64_t offer) {
    const struct index *x = k->view->index;
    const struct text *t = index_text_of(x, roster_listing_at(k->view->roster, offer));
    return t ? shared_of(x->lexicon, asked, &t->vector) : (struct shared){0};
}

/* Who was chosen stays in, however many others fit better. */
static void keep_best(
        struct looking *k, const struct consortium_role *role, struct consortium_seat *s) {
    if (k->count) {
        qsort(k->found, k->count, sizeof(*k->found), by_fit);
    }
    for (size_t i = 0; i < k->count; i++) {
        const struct consortium_candidate *one = &k->found[i];
        if (!stands_in(s, one->organisation) &&
                (one->organisation == role->chosen || is_kept(s, one))) {
            s->at[s->count] = *one;
            s->at[s->count++].why = why(k, &role->meaning, one->offer);
        }
    }
    s->total = count_organisations(k->w->mem, k);
    s->veiled = k->veiled;
}

/* ---- the team */

/* More than all that can be taken cost together, so that few roles stay open. */
static const float open_cost = 1000;

/* Teams are tried role by role. What fits costs its inverse: the least sum of inverses is the
 * greatest harmonic mean. */
struct trying {
    struct consortium *c;
    size_t needed;                                                   /* countries */
    size_t first[CONSORTIUM_ROLES_MOST], end[CONSORTIUM_ROLES_MOST]; /* of the candidates */
    size_t option[CONSORTIUM_ROLES_MOST];  /* from first; at end the role stays open */
    float cost[CONSORTIUM_ROLES_MOST + 1]; /* of the roles before */
    float rest[CONSORTIUM_ROLES_MOST + 1]; /* what this one and those behind cost at least */
    size_t best[CONSORTIUM_ROLES_MOST];
    float best_cost;
    size_t steps;
    bool found;
};

static const struct consortium_candidate *seated(const struct trying *t, size_t role) {
    return t->option[role] < t->end[role] ? &t->c->seats[role].at[t->option[role]] : NULL;
}

static float cost_of(const struct trying *t, size_t role, size_t option) {
    return option < t->end[role] ? 1.0F / t->c->seats[role].at[option].fit : open_cost;
}

static bool is_new_country(const struct trying *t, size_t role) {
    const struct consortium_candidate *own = seated(t, role);
    if (!own || !own->country) {
        return false;
    }
    for (size_t i = 0; i < role; i++) {
        const struct consortium_candidate *other = seated(t, i);
        if (other && other->country == own->country) {
            return false;
        }
    }
    return true;
}

static size_t countries_up_to(const struct trying *t, size_t roles) {
    size_t count = 0;
    for (size_t i = 0; i < roles; i++) {
        count += is_new_country(t, i);
    }
    return count;
}

static bool is_free(const struct trying *t, size_t role) {
    const struct consortium_candidate *own = seated(t, role);
    for (size_t i = 0; own && i < role; i++) {
        const struct consortium_candidate *other = seated(t, i);
        if (other && other->organisation == own->organisation) {
            return false;
        }
    }
    return true;
}

static void keep_team(struct trying *t) {
    t->found = true;
    t->best_cost = t->cost[t->c->count];
    for (size_t i = 0; i < t->c->count; i++) {
        t->best[i] = t->option[i];
    }
}

/* Whether the next role's turn comes; else this one's next option does. Options come dearer and
 * dearer, so one that costs too much is the last. */
static bool step(struct trying *t, size_t role) {
    float cost = t->cost[role] + cost_of(t, role, t->option[role]);
    if (t->found && cost + t->rest[role + 1] >= t->best_cost) {
        t->option[role] = t->end[role];
        return false;
    }
    t->cost[role + 1] = cost;
    return is_free(t, role) && countries_up_to(t, role + 1) + (t->c->count - role - 1) >= t->needed;
}

static void try_all(struct trying *t) {
    size_t count = t->c->count;
    size_t role = 0;
    t->option[0] = t->first[0];
    for (t->steps = 0; t->steps < CONSORTIUM_STEPS_MOST; t->steps++) {
        bool on = step(t, role);
        if (on && role + 1 < count) {
            role++;
            t->option[role] = t->first[role];
            continue;
        }
        if (on) {
            keep_team(t);
        }
        while (t->option[role] == t->end[role]) {
            if (role == 0) {
                return;
            }
            role--;
        }
        t->option[role]++;
    }
}

/* More are not to be had, whoever is taken. */
static size_t countries_at_hand(const struct consortium *c) {
    uint16_t seen[CONSORTIUM_ROLES_MOST];
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++) {
        for (size_t j = 0; j < c->seats[i].count && count < c->count; j++) {
            size_t at = 0;
            while (at < count && seen[at] != c->seats[i].at[j].country) {
                at++;
            }
            seen[at] = c->seats[i].at[j].country;
            count += at == count && seen[at] != 0;
        }
    }
    return count;
}

static void begin(struct trying *t, const struct consortium_wish *wish) {
    for (size_t i = t->c->count; i-- > 0;) {
        const struct consortium_seat *s = &t->c->seats[i];
        t->end[i] = s->count;
        for (size_t j = 0; j < s->count; j++) {
            if (s->at[j].organisation == wish->roles[i].chosen) {
                t->first[i] = j;
                t->end[i] = j + 1;
            }
        }
        t->rest[i] = t->rest[i + 1] + cost_of(t, i, t->first[i]);
    }
}

static void seat(struct consortium *c, struct trying *t) {
    float costs = 0;
    size_t taken = 0;
    for (size_t i = 0; i < c->count; i++) {
        t->option[i] = t->best[i];
        bool open = !seated(t, i);
        c->seats[i].taken = open ? c->seats[i].count : t->best[i];
        c->open += open;
        taken += !open;
        costs += open ? 0 : cost_of(t, i, t->best[i]);
    }
    c->countries = countries_up_to(t, c->count);
    c->score = taken ? (float)taken / costs : 0;
}

/* Where the countries are not to be had, with one fewer, and so on: with none there is always a
 * team, if only one in which all roles stay open. */
static void make_team(struct consortium *c, const struct consortium_wish *wish) {
    struct trying t = {.c = c};
    size_t at_hand = countries_at_hand(c);
    begin(&t, wish);
    t.needed = wish->countries < at_hand ? wish->countries : at_hand;
    for (;; t.needed--) {
        try_all(&t);
        c->cut = c->cut || t.steps == CONSORTIUM_STEPS_MOST;
        if (t.found || t.needed == 0) {
            break;
        }
    }
    if (t.found) {
        seat(c, &t);
    }
}

struct consortium consortium_find(struct work *w, struct live *live, const struct scope *scope,
        const struct consortium_wish *wish) {
    struct consortium c = {.count = wish->role_count};
    struct arena mem = {0};
    struct work each = *w;
    each.mem = &mem;
    assert(wish->role_count <= CONSORTIUM_ROLES_MOST);
    for (size_t i = 0; i < c.count; i++) {
        struct live_view view = live_read(live);
        struct looking k = {.w = &each, .view = &view, .scope = scope, .wish = wish};
        look(&k, &wish->roles[i]);
        keep_best(&k, &wish->roles[i], &c.seats[i]);
        k.view = NULL;
        live_done(&view);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    if (c.count) {
        make_team(&c, wish);
    }
    return c;
}
