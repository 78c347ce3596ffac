#include "match/proposal.h"

#include "db/db.h"

#include <math.h>

enum { ROUNDS = 200, PARTS = CHANNELS + ORDER_FACTORS };

static const double held_by = 2;      /* decisions that speak for the weights of today */
static const double sharpness = 4;    /* how much a difference of scores counts */
static const double least = 1e-6;     /* no score is nothing: its logarithm is taken */
static const double stride = 0.2;     /* of one round */
static const double nudge = 1e-4;     /* to see in which direction a part pulls */
static const double part_step = 0.05; /* what is proposed is rounded to this */

/* The channels' weights, then the factors' influences. */
struct parts {
    double of[PARTS];
};

static struct parts parts_of(const struct weighing *w) {
    struct parts p = {{0}};
    for (int c = 0; c < CHANNELS; c++) {
        p.of[c] = (double)w->channels.of[c];
    }
    for (int f = 0; f < ORDER_FACTORS; f++) {
        p.of[CHANNELS + f] = (double)w->order.influence[f];
    }
    return p;
}

static double most_of(int part) {
    return part < CHANNELS ? WEIGHING_WEIGHT_MOST / 100.0 : ORDER_INFLUENCE_MOST / 100.0;
}

static double fit_of(const struct parts *p, const struct meeting *m) {
    double sum = 0;
    if (m->fit <= 0 || m->mirrored) {
        return (double)m->fit;
    }
    for (int c = 0; c < CHANNELS; c++) {
        sum += p->of[c] * (double)m->by.of[c];
    }
    return fmin(sum, 1) * (double)m->share;
}

/* The logarithm of what a match is put in order by. */
static double standing(const struct parts *p, const struct grounds *e) {
    double gain = fit_of(p, &e->gain);
    double give = fit_of(p, &e->give);
    double score = gain > 0 && give > 0 ? 2 * gain * give / (gain + give) : (gain + give) / 4;
    for (int f = 0; f < ORDER_FACTORS; f++) {
        score *= 1 - p->of[CHANNELS + f] * (double)e->far[f];
    }
    return log(score + least);
}

static size_t count_right(const struct parts *p, const struct verdicts *all) {
    size_t right = 0;
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; all->at[i].good && k < all->count; k++) {
            right += !all->at[k].good &&
                     standing(p, &all->at[i].grounds) > standing(p, &all->at[k].grounds);
        }
    }
    return right;
}

/* How much the loss falls as each decision rises: the mean over all pairs. */
static void pull(const struct parts *p, const struct verdicts *all, double *pulls) {
    double stands[VERDICTS_MOST];
    double pairs = (double)(all->good * (all->count - all->good));
    for (size_t i = 0; i < all->count; i++) {
        stands[i] = standing(p, &all->at[i].grounds);
        pulls[i] = 0;
    }
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; all->at[i].good && k < all->count; k++) {
            if (!all->at[k].good) {
                double ahead = sharpness * (stands[i] - stands[k]);
                double force = sharpness / (1 + exp(ahead)) / pairs;
                pulls[i] += force;
                pulls[k] -= force;
            }
        }
    }
}

/* Where a part goes from here, by what all decisions pull at it. */
static double pulled(
        const struct parts *p, const struct verdicts *all, const double *pulls, int part) {
    struct parts up = *p;
    struct parts down = *p;
    double sum = 0;
    up.of[part] += nudge;
    down.of[part] -= nudge;
    for (size_t i = 0; i < all->count; i++) {
        const struct grounds *e = &all->at[i].grounds;
        sum += pulls[i] * (standing(&up, e) - standing(&down, e)) / (2 * nudge);
    }
    return sum;
}

static struct parts fitted(const struct parts *now, const struct verdicts *all) {
    struct parts p = *now;
    double hold = 2 * held_by / (double)all->count;
    double pulls[VERDICTS_MOST];
    for (int round = 0; round < ROUNDS; round++) {
        struct parts next = p;
        pull(&p, all, pulls);
        for (int part = CHANNEL_CONCEPTS + 1; part < PARTS; part++) {
            double way = pulled(&p, all, pulls, part) - hold * (p.of[part] - now->of[part]);
            next.of[part] = fmax(0, fmin(most_of(part), p.of[part] + stride * way));
        }
        p = next;
    }
    return p;
}

/* A part that hardly moved stays as it is, to the hundredth. */
static struct weighing rounded(const struct weighing *now, const struct parts *p) {
    struct weighing then = *now;
    struct parts before = parts_of(now);
    for (int part = CHANNEL_CONCEPTS + 1; part < PARTS; part++) {
        double value = round(p->of[part] / part_step) * part_step;
        bool moved = fabs(p->of[part] - before.of[part]) >= part_step / 2;
        float *place =
                part < CHANNELS ? &then.channels.of[part] : &then.order.influence[part - CHANNELS];
        *place = moved ? (float)value : *place;
    }
    return then;
}

static void count_lacking(struct proposal *p) {
    size_t refused = p->decisions - p->good;
    p->lacking_good = p->good < PROPOSAL_EACH_LEAST ? PROPOSAL_EACH_LEAST - p->good : 0;
    p->lacking_refused = refused < PROPOSAL_EACH_LEAST ? PROPOSAL_EACH_LEAST - refused : 0;
    size_t each = p->lacking_good + p->lacking_refused;
    size_t all = p->decisions < PROPOSAL_LEAST ? PROPOSAL_LEAST - p->decisions : 0;
    p->lacking = all > each ? all : each;
}

static bool is_dismissed(struct work *w, int64_t cluster) {
    int64_t last = db_number(
            w, "SELECT verdict_id FROM proposal_dismissed WHERE cluster_id = ?", num(cluster));
    return last && db_number(w, "SELECT COUNT(*) FROM verdict WHERE cluster_id = ? AND id > ?",
                           num(cluster), num(last)) < PROPOSAL_AGAIN;
}

struct proposal proposal_make(struct work *w, int64_t cluster, const struct weighing *now) {
    struct verdicts all = verdict_list(w, cluster);
    struct proposal p = {.decisions = all.count, .good = all.good, .then = *now};
    p.dismissed = is_dismissed(w, cluster);
    count_lacking(&p);
    if (p.lacking) {
        return p;
    }
    struct parts before = parts_of(now);
    struct parts after = fitted(&before, &all);
    p.then = rounded(now, &after);
    after = parts_of(&p.then);
    p.pairs = all.good * (all.count - all.good);
    p.right_now = count_right(&before, &all);
    p.right_then = count_right(&after, &all);
    p.there = p.right_then > p.right_now;
    return p;
}

void proposal_dismiss(struct work *w, int64_t cluster) {
    db_run(w,
            "INSERT INTO proposal_dismissed (cluster_id, verdict_id, at)"
            " SELECT cluster_id, MAX(id), CAST(? AS BIGINT) FROM verdict WHERE cluster_id = ?"
            " GROUP BY cluster_id ON CONFLICT (cluster_id) DO UPDATE"
            " SET verdict_id = excluded.verdict_id, at = excluded.at",
            num(w->now), num(cluster));
}
