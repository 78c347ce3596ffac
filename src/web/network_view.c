#include "web/network_view.h"

#include "db/db.h"
#include "lang/say.h"
#include "web/layout.h"
#include "wire/html.h"

#include <math.h>

enum {
    DRAWN_LEAST = 3, /* fewer are seen in the table at once */
    DRAWN_MOST = 60, /* more names than that cannot be read */
    LABEL_BYTES = 34,
    LONG_MONTHS = 6,
    RADIUS = 200, /* of the circle that the names stand around */
    HALF = 460,   /* of the picture */
};

int64_t network_own(struct work *w, int64_t account) {
    return db_number(w, "SELECT COALESCE((SELECT id FROM individual WHERE account_id = ?), 0)",
            num(account));
}

str network_warmth(struct work *w, enum warmth warmth) {
    switch (warmth) {
    case WARMTH_CLOSE: return say(w, "Very warm");
    case WARMTH_WARM: return say(w, "Warm");
    case WARMTH_MILD: return say(w, "Lukewarm");
    case WARMTH_FAINT: return say(w, "Cooled down");
    case WARMTH_NONE: break;
    }
    return say(w, "Cold");
}

str network_not_met(struct work *w, str day) {
    int64_t months = network_months(w, day);
    return months < LONG_MONTHS ? (str){0}
                                : say_many(w, "You have not met for one month.",
                                          "You have not met for {} months.", months);
}

void network_where(struct page *p, const struct known *k) {
    str kind = k->organisation ? STR("organisations") : STR("clusters");
    str name = k->organisation ? k->organisation_name : k->cluster_name;
    str lang = k->organisation ? k->organisation_lang : k->cluster_lang;
    int64_t id = k->organisation ? k->organisation : k->cluster;
    if (id) {
        html(&p->out, "<a href='/{}{}' lang='{}'>{}</a>", txt(p->lang),
                link_to(page_address(p, kind, id, name)), txt(lang), txt(name));
    }
}

/* ---- the drawing */

/* How far from the middle somebody stands. */
static double distance_of(enum warmth warmth) {
    static const double share[] = {[WARMTH_NONE] = 1,
            [WARMTH_FAINT] = 0.82,
            [WARMTH_MILD] = 0.64,
            [WARMTH_WARM] = 0.46,
            [WARMTH_CLOSE] = 0.28};
    return RADIUS * share[warmth];
}

static double rounded(double value) {
    return round(value * 10) / 10;
}

static str name_beside(struct work *w, const struct known *k) {
    struct buf out = {.mem = w->mem};
    str where = k->organisation ? k->organisation_name : k->cluster_name;
    buf_add(&out, k->name.len ? k->name : say(w, "Somebody who has left"));
    if (where.len) {
        buf_add(&out, STR(" · "));
        buf_add(&out, where);
    }
    str whole = buf_str(&out);
    if (whole.len <= LABEL_BYTES) {
        return whole;
    }
    struct buf cut = {.mem = w->mem};
    buf_add(&cut, str_trim(str_cap(whole, LABEL_BYTES)));
    buf_add(&cut, STR("…"));
    return buf_str(&cut);
}

/* Names read from the middle outwards on the right, and towards it on the left. */
static void draw_one(struct page *p, const struct known *k, double angle) {
    double distance = distance_of(k->warmth);
    double degrees = angle * 180 / M_PI;
    bool left = cos(angle) < 0;
    html(&p->out, "<path class='thread' d='M0 0L{} {}'/><path class='gap' d='M{} {}L{} {}'/>",
            real(rounded(distance * cos(angle))), real(rounded(distance * sin(angle))),
            real(rounded(distance * cos(angle))), real(rounded(distance * sin(angle))),
            real(rounded(RADIUS * cos(angle))), real(rounded(RADIUS * sin(angle))));
    html(&p->out, "<circle class='warmth-{}' cx='{}' cy='{}' r='7'/>", num((int64_t)k->warmth),
            real(rounded(distance * cos(angle))), real(rounded(distance * sin(angle))));
    html(&p->out, "<text class='{}' transform='rotate({}) translate({} 5)'>{}</text>\n",
            txt(left ? STR("leftward") : STR("rightward")),
            real(rounded(left ? degrees + 180 : degrees)), num(left ? -RADIUS - 8 : RADIUS + 8),
            txt(name_beside(&p->work, k)));
}

static void draw_rings(struct page *p) {
    for (int r = WARMTH_NONE; r <= WARMTH_CLOSE; r++) {
        html(&p->out, "<circle class='circle' r='{}'/>",
                real(rounded(distance_of((enum warmth)r))));
    }
}

void network_draw(struct page *p, const struct network *all) {
    struct work *w = &p->work;
    size_t count = all->count < DRAWN_MOST ? all->count : DRAWN_MOST;
    if (count < DRAWN_LEAST) {
        return;
    }
    html(&p->out,
            "<figure class='network'>\n<svg viewBox='{} {} {} {}' role='img' aria-label='{}'>\n",
            num(-HALF), num(-HALF), num(2L * HALF), num(2L * HALF),
            txt(say_many(w, "One person around you; the table below says the same.",
                    "{} people around you, the warmer the nearer; the table below says the same.",
                    (int64_t)count)));
    draw_rings(p);
    for (size_t i = 0; i < count; i++) {
        double angle = 2 * M_PI * ((double)i + 0.5) / (double)count - M_PI / 2;
        draw_one(p, &all->at[i], angle);
    }
    html(&p->out, "<circle class='me' r='17'/><text class='me-name' y='5'>{}</text></svg>\n",
            txt(say(w, "you")));
    html(&p->out, "<figcaption>{}{}{}</figcaption>\n</figure>\n",
            txt(say(w, "The nearer, the warmer. It cools with time, and warms when you meet.")),
            txt(count < all->count ? STR(" ") : STR("")),
            txt(count < all->count ? say(w, "The {} warmest are drawn.", num((int64_t)count))
                                   : (str){0}));
}
