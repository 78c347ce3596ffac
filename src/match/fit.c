#include "match/fit.h"

#include <math.h>

float fit_mutual(float x, float y) {
    return x > 0 && y > 0 ? 2 * x * y / (x + y) : 0;
}

float fit_score(const struct fit_both *f, enum fit_by by) {
    float score = fit_mutual(f->gain.fit, f->give.fit);
    if (by == FIT_STATED) {
        return f->stated_gain > f->stated_give ? f->stated_gain : f->stated_give;
    }
    return score <= 0 && by == FIT_ONE_WAY ? 0.25F * (f->gain.fit + f->give.fit) : score;
}

static bool same_bits(const uint64_t a[2], const uint64_t b[2]) {
    return a[0] == b[0] && a[1] == b[1];
}

/* Few kinds of them are in use at once; the latest are looked through. */
enum { LOOKED_THROUGH = 64 };

static size_t from_where(size_t count) {
    return count > LOOKED_THROUGH ? count - LOOKED_THROUGH : 0;
}

uint32_t fit_conditions_number(struct arena *mem, struct fit_terms *t, str wished, str excluded) {
    if (!wished.len && !excluded.len) {
        return 0;
    }
    for (size_t i = from_where(t->condition_count); i < t->condition_count; i++) {
        if (str_eq(t->conditions[i].wished, wished) &&
                str_eq(t->conditions[i].excluded, excluded)) {
            return (uint32_t)i + 1;
        }
    }
    arena_room(mem, struct fit_conditions, t->conditions, t->condition_count, t->condition_room);
    t->conditions[t->condition_count++] =
            (struct fit_conditions){arena_copy(mem, wished), arena_copy(mem, excluded)};
    return (uint32_t)t->condition_count;
}

uint32_t fit_sectors_number(struct arena *mem, struct fit_terms *t, const uint64_t bits[2]) {
    if (!bits[0] && !bits[1]) {
        return 0;
    }
    for (size_t i = from_where(t->sector_count); i < t->sector_count; i++) {
        if (same_bits(t->sectors[i].bits, bits)) {
            return (uint32_t)i + 1;
        }
    }
    arena_room(mem, struct fit_sectors, t->sectors, t->sector_count, t->sector_room);
    int count = __builtin_popcountll(bits[0]) + __builtin_popcountll(bits[1]);
    t->sectors[t->sector_count++] =
            (struct fit_sectors){.bits = {bits[0], bits[1]}, .root = sqrtf((float)count)};
    return (uint32_t)t->sector_count;
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

static const struct fit_conditions *conditions_of(const struct fit_terms *t, uint32_t number) {
    static const struct fit_conditions none = {0};
    return number ? &t->conditions[number - 1] : &none;
}

/* What the two texts ask of each other's country: 1 nothing against it, 0 excluded. */
static float countries_share(
        const struct fit_terms *t, uint32_t ours, uint16_t here, uint32_t theirs, uint16_t there) {
    if (!ours && !theirs) {
        return 1;
    }
    const struct fit_conditions *a = conditions_of(t, ours);
    const struct fit_conditions *b = conditions_of(t, theirs);
    if (lists_country(a->excluded, there) || lists_country(b->excluded, here)) {
        return 0;
    }
    bool wished = (!a->wished.len || lists_country(a->wished, there)) &&
                  (!b->wished.len || lists_country(b->wished, here));
    return wished ? 1 : FIT_ELSEWHERE_SHARE;
}

bool fit_is_open(const struct profile_text *t, int32_t today) {
    return !t->valid_until || t->valid_until >= today;
}

float fit_share(const struct fit_terms *terms, const struct profile_text *a, uint16_t country_of_a,
        const struct profile_text *b, uint16_t country_of_b) {
    const struct profile_text *need = a->offer ? b : a;
    const struct profile_text *offer = a->offer ? a : b;
    if (need->offer || !offer->offer || !complements(need->trade, offer->trade)) {
        return 0;
    }
    return countries_share(terms, a->conditions, country_of_a, b->conditions, country_of_b);
}

/* Goods of length 1 beside sectors of length 1, where there are any: both count half. */
static float with_sectors(const struct fit_terms *t, uint32_t ours, uint32_t theirs, float goods) {
    static const float half = 0.5F;
    static const float root_of_half = 0.70710678F;
    if (!ours && !theirs) {
        return goods;
    }
    if (!ours || !theirs) {
        return root_of_half * goods;
    }
    const struct fit_sectors *a = &t->sectors[ours - 1];
    const struct fit_sectors *b = &t->sectors[theirs - 1];
    int both = __builtin_popcountll(a->bits[0] & b->bits[0]) +
               __builtin_popcountll(a->bits[1] & b->bits[1]);
    return half * (goods + (float)both / (a->root * b->root));
}

static void keep_better(struct fit_meeting *best, const struct fit_meeting *m) {
    bool rather = m->fit > best->fit || (m->fit == best->fit && best->mirrored && !m->mirrored);
    if (m->fit >= FIT_LEAST && rather) {
        *best = *m;
    }
}

void fit_add(struct fit_both *f, const struct fit_pair *p, size_t our_text, size_t their_text,
        uint32_t sum) {
    float goods = (float)sum / PROFILE_SCALE;
    if (goods < FIT_LEAST) {
        return;
    }
    const struct profile_text *a = &p->ours->texts[our_text];
    const struct profile_text *b = &p->theirs->texts[their_text];
    float share = fit_share(p->terms, a, p->ours->country, b, p->theirs->country);
    struct fit_meeting met = {.fit = goods * share,
            .share = share,
            .ours = (uint16_t)our_text,
            .theirs = (uint16_t)their_text};
    if (met.fit < FIT_LEAST) {
        return;
    }
    float *stated = a->offer ? &f->stated_give : &f->stated_gain;
    *stated = met.fit > *stated ? met.fit : *stated;
    keep_better(a->offer ? &f->give : &f->gain, &met);
    if (a->trade == TRADE_BUSINESS && b->trade == TRADE_BUSINESS) {
        met.mirrored = true;
        met.share = share * FIT_MIRROR_SHARE;
        met.fit = with_sectors(p->terms, a->sectors, b->sectors, goods) * met.share;
        keep_better(a->offer ? &f->gain : &f->give, &met);
    }
}

static uint32_t sum_of(
        const struct profile *a, size_t text_of_a, const struct profile *b, size_t text_of_b) {
    const struct profile_text *s = &a->texts[text_of_a];
    const struct profile_text *t = &b->texts[text_of_b];
    const uint16_t *x = profile_keys(a) + s->from;
    const uint16_t *y = profile_keys(b) + t->from;
    const uint8_t *p = profile_weights(a) + s->from;
    const uint8_t *q = profile_weights(b) + t->from;
    uint32_t sum = 0;
    for (size_t i = 0, j = 0; i < s->count && j < t->count;) {
        if (x[i] == y[j]) {
            sum += (uint32_t)p[i++] * q[j++];
        } else if (x[i] < y[j]) {
            i++;
        } else {
            j++;
        }
    }
    return sum;
}

struct fit_both fit_plain(const struct fit_terms *terms, const struct profile *ours,
        const struct profile *theirs, int32_t today) {
    struct fit_both f = {0};
    struct fit_pair pair = {terms, ours, theirs};
    for (size_t i = 0; i < ours->text_count; i++) {
        for (size_t j = 0; j < theirs->text_count && fit_is_open(&ours->texts[i], today); j++) {
            const struct profile_text *other = &theirs->texts[j];
            if (other->offer != ours->texts[i].offer && fit_is_open(other, today)) {
                fit_add(&f, &pair, i, j, sum_of(ours, i, theirs, j));
            }
        }
    }
    return f;
}
