#include "trust/belief.h"

#include "lang/date.h"

#include <math.h>

enum { DAY_SECONDS = 24 * 3600, PRIOR = 2 };

static const double days_a_month = 365.25 / 12;

struct opinion opinion_of(struct experience e) {
    double all = e.good + e.bad + PRIOR;
    return (struct opinion){e.good / all, e.bad / all, PRIOR / all};
}

double opinion_expected(struct opinion o, double base_rate) {
    return o.belief + o.doubt * base_rate;
}

double belief_fade(int64_t days, int64_t months) {
    return days <= 0 ? 1 : exp2(-(double)days / ((double)months * days_a_month));
}

int64_t belief_day(str day) {
    return date_valid(day) ? date_seconds(day) / DAY_SECONDS : 0;
}

struct experience belief_of_one(const struct rule *r, enum evidence_kind kind, int64_t days) {
    double weight = (double)r->strength[kind] / 100 * belief_fade(days, r->months);
    return evidence_is_bad(kind) ? (struct experience){.bad = weight}
                                 : (struct experience){.good = weight};
}

struct experience belief_of_all(const struct rule *r, const struct evidences *all, int64_t today) {
    struct experience sum = {0};
    for (size_t i = 0; i < all->count; i++) {
        const struct evidence *e = &all->at[i];
        struct experience one = belief_of_one(r, e->kind, today - belief_day(e->day));
        sum.good += one.good;
        sum.bad += one.bad;
    }
    return sum;
}

/* One meeting today is a third; three of them, or a project delivered and a meeting, are more than
 * a half. */
enum warmth belief_warmth(double belief) {
    static const double from[] = {0.02, 0.12, 0.3, 0.55};
    int warmth = WARMTH_NONE;
    while (warmth < WARMTH_CLOSE && belief >= from[warmth]) {
        warmth++;
    }
    return (enum warmth)warmth;
}
