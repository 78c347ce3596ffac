#include "trust/eval_learn.h"

#include "trust/belief.h"

#include <math.h>

enum { DAY_SECONDS = 24 * 3600, ROUNDS = 30, PRIOR = 2 };

/* One rating as seen from one of its ends. */
struct rated {
    uint32_t other;
    double value, time;
};

/* For each person where their ratings begin; those of one person in the order of time. */
struct ratings_by {
    struct rated *at;
    size_t *begins;
};

struct eval_learned {
    struct ratings_by given, received;
    uint32_t people;
    int64_t months;
    double good;      /* the share of good ratings */
    double *goodness; /* of Kumar et al. */
    double *fairness;
    double *heeded; /* how far a stranger's word counts: 0 to 1 */
};

static struct ratings_by sorted_by(
        struct arena *mem, const struct eval_ratings *all, size_t count, bool giver) {
    struct ratings_by s = {arena_new(mem, struct rated, count + 1),
            arena_new(mem, size_t, (size_t)all->people + 1)};
    size_t *next = arena_new(mem, size_t, (size_t)all->people + 1);
    for (size_t i = 0; i < count; i++) {
        s.begins[(giver ? all->at[i].from : all->at[i].to) + 1]++;
    }
    for (uint32_t p = 0; p < all->people; p++) {
        s.begins[p + 1] += s.begins[p];
        next[p + 1] = s.begins[p + 1];
    }
    next[0] = 0;
    for (size_t i = 0; i < count; i++) {
        const struct eval_rating *r = &all->at[i];
        s.at[next[giver ? r->from : r->to]++] =
                (struct rated){giver ? r->to : r->from, r->value, r->time};
    }
    return s;
}

/* The last rating of one for another; NULL where there is none. */
static const struct rated *last_of(const struct eval_learned *l, uint32_t from, uint32_t to) {
    for (size_t i = l->given.begins[from + 1]; i > l->given.begins[from]; i--) {
        if (l->given.at[i - 1].other == to) {
            return &l->given.at[i - 1];
        }
    }
    return NULL;
}

/* ---- fairness and goodness, as Kumar et al. have them */

/* What others gave somebody, by how fair each of them is. */
static double goodness_of(const struct eval_learned *l, uint32_t person) {
    const struct ratings_by *got = &l->received;
    double sum = 0;
    for (size_t i = got->begins[person]; i < got->begins[person + 1]; i++) {
        sum += l->fairness[got->at[i].other] * got->at[i].value;
    }
    size_t count = got->begins[person + 1] - got->begins[person];
    return count ? sum / (double)count : 0;
}

/* How near what somebody gave comes to how good each of them is. */
static double fairness_of(const struct eval_learned *l, uint32_t person) {
    const struct ratings_by *gave = &l->given;
    double off = 0;
    for (size_t i = gave->begins[person]; i < gave->begins[person + 1]; i++) {
        off += fabs(gave->at[i].value - l->goodness[gave->at[i].other]) / 2;
    }
    size_t count = gave->begins[person + 1] - gave->begins[person];
    return count ? 1 - off / (double)count : 1;
}

static void find_goodness(struct eval_learned *l) {
    for (uint32_t p = 0; p < l->people; p++) {
        l->fairness[p] = 1;
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t p = 0; p < l->people; p++) {
            l->goodness[p] = goodness_of(l, p);
        }
        for (uint32_t p = 0; p < l->people; p++) {
            l->fairness[p] = fairness_of(l, p);
        }
    }
}

/* ---- ours */

static void add(struct experience *e, double value, double weight) {
    e->good += value > 0 ? weight : 0;
    e->bad += value < 0 ? weight : 0;
}

/* What a rating still says after that time: small ones say less. */
static double weight_of(const struct eval_learned *l, const struct rated *r, double now) {
    return sqrt(fabs(r->value)) * belief_fade((int64_t)((now - r->time) / DAY_SECONDS), l->months);
}

/* The mean of the beta distribution, with the share of good ratings as base rate. */
static double mean_of(const struct eval_learned *l, struct experience e) {
    return (e.good + PRIOR * l->good) / (e.good + e.bad + PRIOR);
}

static double odds(double share) {
    return log(share / (1 - share));
}

/* Weight of evidence: how much the odds change by it. */
static double evidence_in(const struct eval_learned *l, struct experience e) {
    return odds(mean_of(l, e)) - odds(l->good);
}

static double sign_of(double value) {
    return value > 0 ? 1 : -1;
}

/* Who agrees with what the others say of the same people is heeded: r and s of agreeing, of which
 * the belief less the disbelief counts, and nobody's word against their record. */
static void find_heeded(struct arena *mem, struct eval_learned *l) {
    double *balance = arena_new(mem, double, l->people);
    for (size_t i = 0; i < l->given.begins[l->people]; i++) {
        balance[l->given.at[i].other] += sign_of(l->given.at[i].value);
    }
    for (uint32_t p = 0; p < l->people; p++) {
        struct experience e = {0};
        for (size_t i = l->given.begins[p]; i < l->given.begins[p + 1]; i++) {
            const struct rated *r = &l->given.at[i];
            double others = balance[r->other] - sign_of(r->value);
            if (others != 0) {
                add(&e, (others > 0) == (r->value > 0) ? 1 : -1, 1);
            }
        }
        double agreeing = (e.good + PRIOR * 0.75) / (e.good + e.bad + PRIOR);
        l->heeded[p] = fmax(0, 2 * agreeing - 1);
    }
}

static struct experience said_of(const struct eval_learned *l, uint32_t person, double now) {
    struct experience e = {0};
    for (size_t i = l->received.begins[person]; i < l->received.begins[person + 1]; i++) {
        const struct rated *r = &l->received.at[i];
        add(&e, r->value, l->heeded[r->other] * weight_of(l, r, now));
    }
    return e;
}

static struct experience says(const struct eval_learned *l, uint32_t person, double now) {
    struct experience e = {0};
    for (size_t i = l->given.begins[person]; i < l->given.begins[person + 1]; i++) {
        add(&e, l->given.at[i].value, weight_of(l, &l->given.at[i], now));
    }
    return e;
}

/* What those say whom the rater trusts, each by as much as they are believed. */
static struct experience referred(
        const struct eval_learned *l, uint32_t from, uint32_t to, double now) {
    struct experience sum = {0};
    for (size_t i = l->given.begins[from]; i < l->given.begins[from + 1]; i++) {
        const struct rated *first = &l->given.at[i];
        const struct rated *second = first->other != to ? last_of(l, first->other, to) : NULL;
        struct experience e = {0};
        if (second) {
            add(&e, first->value, 2 * weight_of(l, first, now));
            add(&sum, second->value, opinion_of(e).belief * weight_of(l, second, now));
        }
    }
    return sum;
}

static double ours(const struct eval_learned *l, const struct eval_rating *asked) {
    const struct rated *back = last_of(l, asked->to, asked->from);
    const struct rated *before = last_of(l, asked->from, asked->to);
    struct experience own = {0};
    if (back) {
        add(&own, back->value, weight_of(l, back, asked->time));
    }
    if (before) {
        add(&own, before->value, 2 * weight_of(l, before, asked->time));
    }
    return evidence_in(l, said_of(l, asked->to, asked->time)) +
           evidence_in(l, says(l, asked->from, asked->time)) + evidence_in(l, own) +
           evidence_in(l, referred(l, asked->from, asked->to, asked->time));
}

/* ---- the others */

static double mean_received(const struct eval_learned *l, uint32_t person) {
    size_t count = l->received.begins[person + 1] - l->received.begins[person];
    double sum = 0;
    for (size_t i = l->received.begins[person]; i < l->received.begins[person + 1]; i++) {
        sum += l->received.at[i].value;
    }
    return count ? sum / (double)count : 0;
}

static double over_shared(const struct eval_learned *l, uint32_t from, uint32_t to) {
    double sum = 0;
    for (size_t i = l->given.begins[from]; i < l->given.begins[from + 1]; i++) {
        const struct rated *second = last_of(l, l->given.at[i].other, to);
        sum += second ? l->given.at[i].value * second->value : 0;
    }
    return sum;
}

double eval_score(
        const struct eval_learned *l, enum eval_way way, const struct eval_rating *asked) {
    const struct rated *back = NULL;
    switch (way) {
    case EVAL_OURS: return ours(l, asked);
    case EVAL_MEAN: return mean_received(l, asked->to);
    case EVAL_RECIPROCITY: back = last_of(l, asked->to, asked->from); return back ? back->value : 0;
    case EVAL_SHARED: return over_shared(l, asked->from, asked->to);
    case EVAL_GOODNESS: return l->fairness[asked->from] * l->goodness[asked->to];
    case EVAL_WAYS: break;
    }
    return 0;
}

struct eval_learned *eval_learn(
        struct arena *mem, const struct eval_ratings *all, size_t count, int64_t months) {
    struct eval_learned *l = arena_new(mem, struct eval_learned, 1);
    size_t good = 0;
    for (size_t i = 0; i < count; i++) {
        good += all->at[i].value > 0;
    }
    *l = (struct eval_learned){.given = sorted_by(mem, all, count, true),
            .received = sorted_by(mem, all, count, false),
            .people = all->people,
            .months = months,
            .good = ((double)good + 1) / ((double)count + 2),
            .goodness = arena_new(mem, double, all->people),
            .fairness = arena_new(mem, double, all->people),
            .heeded = arena_new(mem, double, all->people)};
    find_goodness(l);
    find_heeded(mem, l);
    return l;
}
