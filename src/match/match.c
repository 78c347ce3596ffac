#include "match/match.h"

#include "db/db.h"
#include "directory/roster_find.h"
#include "lang/date.h"

#include <stdlib.h>
#include <string.h>

/* What a mirrored text counts beside one that somebody wrote. */
static const float mirror_share = 0.7F;
/* A partner outside the countries that the text wishes for is second choice. */
static const float elsewhere_share = 0.5F;
/* Less than this in common is nothing in common. */
static const float least_fit = 0.12F;

float match_mutual(float x, float y) {
    return x > 0 && y > 0 ? 2 * x * y / (x + y) : 0;
}

/* Which kinds of need and offer complement each other; the same kind always does. */
static bool complements(uint8_t need, uint8_t offer) {
    static const bool also[TRADE_COUNT][TRADE_COUNT] = {
            [TRADE_BUSINESS] = {[TRADE_TECHNOLOGY] = true, [TRADE_FACILITIES] = true},
            [TRADE_TECHNOLOGY] = {[TRADE_BUSINESS] = true, [TRADE_RESEARCH] = true},
            [TRADE_RESEARCH] = {[TRADE_TECHNOLOGY] = true, [TRADE_FACILITIES] = true},
            [TRADE_FACILITIES] = {[TRADE_RESEARCH] = true, [TRADE_BUSINESS] = true},
            [TRADE_TRAINING] = {[TRADE_RESEARCH] = true},
    };
    return need == offer || also[need][offer];
}

static bool lists_country(str list, uint16_t country) {
    char code[2] = {(char)(country >> 8), (char)country};
    return list.len && str_lists(list, (str){code, sizeof(code)});
}

/* What the two texts ask of each other's country: 1 nothing against it, 0 excluded. */
static float countries_share(const struct index *x, const struct text *a, const struct text *b) {
    const struct terms_of_trade *ours = &x->terms[a->listing];
    const struct terms_of_trade *theirs = &x->terms[b->listing];
    uint16_t here = a->country;
    uint16_t there = b->country;
    if (lists_country(ours->countries_excluded, there) ||
            lists_country(theirs->countries_excluded, here)) {
        return 0;
    }
    bool wished = (!ours->countries.len || lists_country(ours->countries, there)) &&
                  (!theirs->countries.len || lists_country(theirs->countries, here));
    return wished ? 1 : elsewhere_share;
}

static int32_t day_number(str iso) {
    int32_t number = 0;
    for (size_t i = 0; i < iso.len; i++) {
        if (iso.at[i] != '-') {
            number = number * 10 + (iso.at[i] - '0');
        }
    }
    return number;
}

static bool is_open(const struct text *t, int32_t today) {
    return !t->closed && (!t->valid_until || t->valid_until >= today);
}

/* What the conditions leave of a cosine; 0 where one of the hard ones fails. */
static float share_of(const struct index *x, const struct text *a, const struct text *b) {
    if (a->organisation == b->organisation || a->mirrored != b->mirrored) {
        return 0;
    }
    const struct text *need = a->offer ? b : a;
    const struct text *offer = a->offer ? a : b;
    if (!complements(need->trade, offer->trade)) {
        return 0;
    }
    return countries_share(x, a, b) * (a->mirrored ? mirror_share : 1);
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
    int32_t today = day_number(date_of(w->mem, w->now));
    struct mets found = {0};
    size_t room = 0;
    if (!is_open(own, today)) {
        return found;
    }
    add_up(x, own, s->score);
    for (uint32_t other = 0; other < x->text_count; other++) {
        if (s->score[other] < least_fit || !is_open(&x->texts[other], today)) {
            continue;
        }
        float share = share_of(x, own, &x->texts[other]);
        float fit = s->score[other] * share;
        if (fit >= least_fit) {
            arena_room(w->mem, struct met, found.at, found.count, room);
            found.at[found.count++] = (struct met){other, fit < 1 ? fit : 1, share};
        }
    }
    memset(s->score, 0, x->text_count * sizeof(*s->score));
    return found;
}

struct mets match_text(
        struct work *w, const struct index *x, uint32_t text, struct match_scratch *s) {
    return match_as(w, x, &x->texts[text], s);
}

/* The best each other organisation does in both directions, by its place. */
struct best {
    struct meeting gain, give;
    float stated_gain, stated_give;
};

static void better(struct best *b, const struct index *x, const struct roster *r, uint32_t text,
        const struct met *m) {
    const struct text *own = &x->texts[text];
    const struct text *other = &x->texts[m->text];
    struct meeting *place = own->offer ? &b->give : &b->gain;
    int64_t ours = r->listings[own->listing].id;
    int64_t theirs = r->listings[other->listing].id;
    float *stated = own->offer ? &b->stated_give : &b->stated_gain;
    if (!own->mirrored && m->fit > *stated) {
        *stated = m->fit;
    }
    /* A mirrored text stands for the opposite side of its listing. */
    bool ours_is_need = own->offer == own->mirrored;
    struct meeting now = {.fit = m->fit,
            .share = m->share,
            .by = {{[CHANNEL_CONCEPTS] = m->fit / m->share}},
            .need = ours_is_need ? ours : theirs,
            .offer = ours_is_need ? theirs : ours,
            .mirrored = own->mirrored};
    if (now.fit > place->fit || (now.fit == place->fit && place->need &&
                                        theirs < (ours_is_need ? place->offer : place->need))) {
        *place = now;
    }
}

static bool is_abroad(const struct roster *r, uint32_t a, uint32_t b) {
    uint16_t here = r->organisations[a].country;
    uint16_t there = r->organisations[b].country;
    return here && there && here != there;
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

struct gathering {
    const struct index *index;
    const struct roster *roster;
    const struct match_wish *wish;
    uint32_t own;
};

static float score_of(const struct best *b, const struct match_wish *wish) {
    float score = match_mutual(b->gain.fit, b->give.fit);
    return score <= 0 && wish->one_way ? 0.25F * (b->gain.fit + b->give.fit) : score;
}

static bool is_wanted(const struct gathering *g, uint32_t place) {
    const struct roster *r = g->roster;
    return place != g->own && (g->wish->at_home || is_abroad(r, g->own, place)) &&
           !index_refused(g->index, REFUSAL_ORGANISATIONS, r->organisations[g->own].id,
                   r->organisations[place].id);
}

static struct matches gathered(
        struct arena *mem, const struct gathering *g, const struct best *best) {
    struct matches found = {0};
    size_t room = 0;
    for (uint32_t i = 0; i < g->roster->organisation_count; i++) {
        const struct best *b = &best[i];
        float score = score_of(b, g->wish);
        if (score <= 0 || !is_wanted(g, i)) {
            continue;
        }
        const struct roster_organisation *o = &g->roster->organisations[i];
        arena_room(mem, struct match, found.at, found.count, room);
        found.at[found.count++] = (struct match){.partner = o->id,
                .country = o->country,
                .kind = o->kind,
                .size = o->size,
                .score = score,
                .gain = b->gain,
                .give = b->give,
                .stated_gain = b->stated_gain,
                .stated_give = b->stated_give};
    }
    match_sort(&found);
    found.total = found.count;
    bool cut = g->wish->most && g->wish->most < found.count;
    found.count = cut ? g->wish->most : found.count;
    return found;
}

static void follow_text(struct work *w, const struct gathering *g, uint32_t text,
        struct match_scratch *s, struct best *best) {
    struct mets mets = match_text(w, g->index, text, s);
    for (size_t i = 0; i < mets.count; i++) {
        uint32_t other = g->index->texts[mets.at[i].text].organisation;
        better(&best[other], g->index, g->roster, text, &mets.at[i]);
    }
}

static void follow_listing(struct work *w, const struct gathering *g, uint32_t place,
        struct match_scratch *s, struct best *best) {
    for (int i = 0; i < 2 && place < g->index->terms_count; i++) {
        uint32_t number = g->index->terms[place].texts[i];
        if (number) {
            follow_text(w, g, number - 1, s, best);
        }
    }
}

struct matches match_organisation(struct work *w, const struct index *x, const struct roster *r,
        int64_t organisation, const struct match_wish *wish) {
    struct gathering g = {
            .index = x, .roster = r, .wish = wish, .own = roster_organisation_at(r, organisation)};
    if (g.own == ROSTER_NONE) {
        return (struct matches){0};
    }
    struct best *best = arena_new(w->mem, struct best, r->organisation_count + 1);
    struct match_scratch scratch = match_scratch(w->mem, x);
    int64_t id = 0;
    struct rows rows = db_rows(
            w, "SELECT id FROM listing WHERE organisation_id = ? ORDER BY id", num(organisation));
    while (db_next(&rows, to(id))) {
        uint32_t place = roster_listing_at(r, id);
        if (place != ROSTER_NONE) {
            follow_listing(w, &g, place, &scratch, best);
        }
    }
    return gathered(w->mem, &g, best);
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
