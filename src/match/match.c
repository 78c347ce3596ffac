#include "match/match.h"

#include "directory/roster_find.h"
#include "lang/date.h"

#include <stdlib.h>
#include <string.h>

float match_mutual(float x, float y) {
    return fit_mutual(x, y);
}

int32_t match_today(struct work *w) {
    str iso = date_of(w->mem, w->now);
    int32_t number = 0;
    for (size_t i = 0; i < iso.len; i++) {
        if (iso.at[i] != '-') {
            number = number * 10 + (iso.at[i] - '0');
        }
    }
    return number;
}

static bool is_valid(const struct text *t, int32_t today) {
    struct profile_text said = index_said(t);
    return fit_is_open(&said, today);
}

/* What the conditions leave of a cosine; 0 where one of the hard ones fails. */
static float share_of(const struct index *x, const struct text *a, const struct text *b) {
    struct profile_text ours = index_said(a);
    struct profile_text theirs = index_said(b);
    return a->organisation == b->organisation
                   ? 0
                   : fit_share(&x->finder.terms, &ours, a->country, &theirs, b->country);
}

struct match_scratch match_scratch(struct arena *mem, const struct index *x) {
    return (struct match_scratch){.score = arena_new(mem, float, x->text_count + 1)};
}

/* Adds up what the text shares with every other; the postings are walked straight through. */
static void add_up(const struct index *x, const struct text *own, float *score) {
    for (size_t i = 0; i < own->vector.count; i++) {
        if (own->vector.at[i].key >= x->dimensions) {
            continue; /* of a concept that nobody's text has yet */
        }
        const struct postings *p = &x->by_dimension[!own->offer][own->vector.at[i].key];
        float weight = own->vector.at[i].value;
        for (size_t j = 0; j < p->count; j++) {
            score[p->at[j].text] += weight * p->at[j].weight;
        }
    }
}

struct mets match_as(
        struct work *w, const struct index *x, const struct text *own, struct match_scratch *s) {
    int32_t today = match_today(w);
    struct mets found = {0};
    size_t room = 0;
    if (!is_valid(own, today)) {
        return found;
    }
    add_up(x, own, s->score);
    for (uint32_t other = 0; other < x->text_count; other++) {
        if (s->score[other] < FIT_LEAST || !index_is_open(x, other) ||
                !is_valid(&x->texts[other], today)) {
            continue;
        }
        float share = share_of(x, own, &x->texts[other]);
        float fit = s->score[other] * share;
        if (fit >= FIT_LEAST) {
            arena_room(w->mem, struct met, found.at, found.count, room);
            found.at[found.count++] = (struct met){other, fit < 1 ? fit : 1, share};
        }
    }
    memset(s->score, 0, x->text_count * sizeof(*s->score));
    return found;
}

struct mets match_text(
        struct work *w, const struct index *x, uint32_t text, struct match_scratch *s) {
    return index_is_open(x, text) ? match_as(w, x, &x->texts[text], s) : (struct mets){0};
}

static int by_score(const void *a, const void *b) {
    const struct match *x = a;
    const struct match *y = b;
    if (x->score != y->score) {
        return x->score > y->score ? -1 : 1;
    }
    return (x->partner > y->partner) - (x->partner < y->partner);
}

void match_sort(struct matches *found) {
    if (found->count) {
        qsort(found->at, found->count, sizeof(*found->at), by_score);
    }
}

/* Whose partners are looked for. */
struct asking {
    const struct index *index;
    const struct roster *roster;
    uint32_t own;
};

static bool is_wanted(const void *context, uint32_t place) {
    const struct asking *a = context;
    const struct roster_organisation *all = a->roster->organisations;
    return !index_refused(a->index, REFUSAL_ORGANISATIONS, all[a->own].id, all[place].id);
}

/* A mirrored fit stands for the opposite side of the listings it comes from. */
static struct meeting meeting_of(const struct roster *r, const struct profile *ours,
        const struct profile *theirs, const struct fit_meeting *m) {
    if (m->fit <= 0) {
        return (struct meeting){0};
    }
    int64_t own = r->listings[ours->texts[m->ours].listing].id;
    int64_t other = r->listings[theirs->texts[m->theirs].listing].id;
    bool ours_is_need = !ours->texts[m->ours].offer;
    return (struct meeting){.fit = m->fit,
            .share = m->share,
            .by = {{[CHANNEL_CONCEPTS] = m->fit / m->share}},
            .need = ours_is_need ? own : other,
            .offer = ours_is_need ? other : own,
            .mirrored = m->mirrored};
}

static struct match match_with(const struct asking *a, const struct finder_wish *wish,
        const struct finding *one, enum fit_by by) {
    const struct finder *f = &a->index->finder;
    const struct profile *theirs = f->profiles[one->organisation];
    const struct roster_organisation *o = &a->roster->organisations[one->organisation];
    struct fit_both both = fit_plain(&f->terms, wish->profile, theirs, wish->today);
    return (struct match){.partner = o->id,
            .country = o->country,
            .kind = o->kind,
            .size = o->size,
            .score = fit_score(&both, by),
            .gain = meeting_of(a->roster, wish->profile, theirs, &both.gain),
            .give = meeting_of(a->roster, wish->profile, theirs, &both.give),
            .stated_gain = both.stated_gain,
            .stated_give = both.stated_give};
}

static enum fit_by by_of(const struct match_wish *wish) {
    return wish->one_way ? FIT_ONE_WAY : FIT_MUTUAL;
}

struct matches match_organisation(struct work *w, const struct index *x, const struct roster *r,
        int64_t organisation, const struct match_wish *wish) {
    struct asking a = {.index = x, .roster = r, .own = roster_organisation_at(r, organisation)};
    if (a.own == ROSTER_NONE || a.own >= x->finder.count) {
        return (struct matches){0};
    }
    struct finder_wish asked = {.own = a.own,
            .profile = x->finder.profiles[a.own],
            .most = wish->most,
            .today = match_today(w),
            .by = wish->good > 0 ? FIT_STATED : by_of(wish),
            .above = wish->good,
            .at_home = wish->at_home,
            .wanted = is_wanted,
            .context = &a};
    struct findings best = finder_find(w->mem, &x->finder, finder_room(w->mem), &asked);
    struct matches found = {
            .at = arena_new(w->mem, struct match, best.count + 1), .count = best.count};
    for (size_t i = 0; i < best.count; i++) {
        found.at[i] = match_with(&a, &asked, &best.at[i], by_of(wish));
    }
    return found;
}

struct matches match_pair(struct work *w, const struct index *x, const struct roster *r,
        int64_t organisation, int64_t partner) {
    const struct finder *f = &x->finder;
    struct asking a = {.index = x, .roster = r, .own = roster_organisation_at(r, organisation)};
    uint32_t other = roster_organisation_at(r, partner);
    bool known = a.own < f->count && other < f->count && a.own != other && f->profiles[a.own] &&
                 f->profiles[other];
    if (!known || !is_wanted(&a, other)) {
        return (struct matches){0};
    }
    struct finder_wish asked = {
            .profile = f->profiles[a.own], .today = match_today(w), .by = FIT_ONE_WAY};
    struct fit_both both = fit_plain(&f->terms, asked.profile, f->profiles[other], asked.today);
    struct finding one = {other, fit_score(&both, asked.by)};
    struct matches found = {.at = arena_new(w->mem, struct match, 1), .count = one.score > 0};
    found.at[0] = match_with(&a, &asked, &one, asked.by);
    return found;
}

static bool veiled(const struct roster *r, const struct scope *scope, int64_t listing) {
    uint32_t at = listing ? roster_listing_at(r, listing) : ROSTER_NONE;
    return at != ROSTER_NONE && !roster_sees_listing(r, scope, &r->listings[at]);
}

void match_veil(const struct roster *r, const struct scope *scope, struct matches *found) {
    for (size_t i = 0; i < found->count; i++) {
        struct match *m = &found->at[i];
        if (veiled(r, scope, m->gain.need) || veiled(r, scope, m->gain.offer) ||
                veiled(r, scope, m->give.need) || veiled(r, scope, m->give.offer)) {
            m->partner = 0;
            m->gain.need = m->gain.offer = 0;
            m->give.need = m->give.offer = 0;
        }
    }
}
