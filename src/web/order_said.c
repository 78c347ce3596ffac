#include "web/order_said.h"

#include "lang/locale.h"
#include "lang/say.h"

enum { MONTH_DAYS = 30 };

static const float least_moved = 0.01F;

static str age_said(struct work *w, int64_t days, str by) {
    int64_t months = days / MONTH_DAYS;
    return months < 1 ? say_many(w,
                                "Moved down by {2}: a text of it was last written or confirmed one"
                                " day ago.",
                                "Moved down by {2}: a text of it was last written or confirmed {1}"
                                " days ago.",
                                days, txt(by))
                      : say_many(w,
                                "Moved down by {2}: a text of it was last written or confirmed one"
                                " month ago.",
                                "Moved down by {2}: a text of it was last written or confirmed {1}"
                                " months ago.",
                                months, txt(by));
}

/* Without evidence everybody stands half back, so what is said is the way from there. */
static str trust_said(struct work *w, const struct order_facts *f, float influence) {
    int64_t all = f->good + f->refused;
    float far = order_far(&(struct order){0}, f, ORDER_TRUST);
    float apart = influence * (far < 0.5F ? 0.5F - far : far - 0.5F);
    if (all == 0 || apart < least_moved) {
        return (str){0};
    }
    return far < 0.5F ? say(w, "Moved up: {} of {} earlier matches with their clusters were good.",
                                num(f->good), num(all))
                      : say(w,
                                "Moved down: {} of {} earlier matches with their clusters were not"
                                " for you.",
                                num(f->refused), num(all));
}

static str said(struct work *w, const struct order *order, const struct order_facts *f,
        enum order_factor factor) {
    float moved = order->influence[factor] * order_far(order, f, factor);
    if (factor == ORDER_TRUST) {
        return trust_said(w, f, order->influence[factor]);
    }
    if (moved < least_moved) {
        return (str){0};
    }
    str by = locale_percent(w, (double)moved);
    switch (factor) {
    case ORDER_AGE: return age_said(w, f->days, by);
    case ORDER_DISTANCE:
        return say(w, "Moved down by {}: {} apart.", txt(by),
                txt(locale_km(w, (double)f->kilometres * 1000)));
    case ORDER_SIZE:
        return order->sizes.len ? say(w, "Moved down by {}: not of a size you wish for.", txt(by))
                                : say(w, "Moved down by {}: of another size than yours.", txt(by));
    case ORDER_COUNTRY: return say(w, "Moved down by {}: not in a country you prefer.", txt(by));
    case ORDER_TRUST:
    case ORDER_FACTORS: break;
    }
    return (str){0};
}

struct order_said order_said(
        struct page *p, const struct order *order, const struct order_facts *facts) {
    struct order_said all = {.count = 0};
    for (enum order_factor f = 0; f < ORDER_FACTORS; f++) {
        str one = said(&p->work, order, facts, f);
        if (one.len) {
            all.at[all.count++] = one;
        }
    }
    return all;
}

static str briefly(struct work *w, const struct order *order, const struct order_facts *f,
        enum order_factor factor) {
    switch (factor) {
    case ORDER_AGE:
        return f->days < MONTH_DAYS
                       ? say_many(w, "a text one day old", "a text {} days old", f->days)
                       : say_many(w, "a text one month old", "a text {} months old",
                                 f->days / MONTH_DAYS);
    case ORDER_DISTANCE: return say(w, "{} apart", txt(locale_km(w, (double)f->kilometres * 1000)));
    case ORDER_TRUST:
        return say(w, "{} of {} earlier ones good", num(f->good), num(f->good + f->refused));
    case ORDER_SIZE:
        return order->sizes.len ? say(w, "not of a size you wish for") : say(w, "of another size");
    case ORDER_COUNTRY: return say(w, "not in a country you prefer");
    case ORDER_FACTORS: break;
    }
    return (str){0};
}

str order_said_briefly(struct page *p, const struct order *order, const struct order_facts *facts) {
    struct buf all = {.mem = p->work.mem};
    for (enum order_factor f = 0; f < ORDER_FACTORS; f++) {
        if (said(&p->work, order, facts, f).len) {
            buf_add(&all, all.len ? say(&p->work, ", ") : (str){0});
            buf_add(&all, briefly(&p->work, order, facts, f));
        }
    }
    return buf_str(&all);
}
