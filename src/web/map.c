#include "web/map.h"

#include "directory/distance.h"
#include "lang/locale.h"
#include "lang/say.h"
#include "web/asset.h"
#include "wire/html.h"

#include <math.h>
#include <stdlib.h>

#define RADIANS (M_PI / 180)
#define MERCATOR_MOST 84.0 /* land is drawn so far north, and nobody lives beyond */
#define WIDTH_LEAST 14.0   /* degrees: near places keep some land around them */
#define WIDTH_ALONE 30.0   /* a single place is known by the coasts around it */

struct point {
    double x, y; /* degrees of Mercator, y growing southwards */
};

static double degrees(struct work *w, str text) {
    return strtod(arena_z(w->mem, text), NULL);
}

bool map_knows(const struct map_place *at) {
    return at && at->latitude.len && at->longitude.len;
}

static struct point point_of(struct work *w, const struct map_place *at) {
    double latitude = degrees(w, at->latitude);
    latitude = fmax(-MERCATOR_MOST, fmin(MERCATOR_MOST, latitude));
    return (struct point){.x = degrees(w, at->longitude),
            .y = -log(tan(M_PI / 4 + latitude * RADIANS / 2)) / RADIANS};
}

double map_distance(struct work *w, const struct map_place *here, const struct map_place *there) {
    if (!map_knows(here) || !map_knows(there)) {
        return 0;
    }
    struct distance_place a = {here->latitude, here->longitude};
    struct distance_place b = {there->latitude, there->longitude};
    return distance_between(w, &a, &b);
}

static str words_of(
        struct work *w, const struct map_place *here, const struct map_place *there, bool both) {
    if (!both) {
        return say(w, "{} on the map", txt(here->name));
    }
    return say(w, "From {} to {}, {}", txt(here->name), txt(there->name),
            txt(locale_km(w, map_distance(w, here, there))));
}

void map_small(struct page *p, const struct map_place *here, const struct map_place *there) {
    if (!map_knows(here)) {
        return;
    }
    bool both = map_knows(there);
    struct point a = point_of(&p->work, here);
    struct point b = both ? point_of(&p->work, there) : a;
    double least = both ? WIDTH_LEAST : WIDTH_ALONE;
    double width = fmax(least, fmax(1.5 * fabs(a.x - b.x), 2.4 * fabs(a.y - b.y)));
    double height = width * 2 / 3;
    html(&p->out, "<svg class='map' viewBox='{} {} {} {}' role='img' aria-label='{}'>",
            real((a.x + b.x - width) / 2), real((a.y + b.y - height) / 2), real(width),
            real(height), txt(words_of(&p->work, here, there, both)));
    html(&p->out, "<use href='{}#land'/>", link_to(asset_path(STR("land.svg"))));
    if (both) {
        html(&p->out, "<path class='way' d='M{} {}L{} {}'/>", real(a.x), real(a.y), real(b.x),
                real(b.y));
    }
    html(&p->out, "<path class='here' d='M{} {}h0'/>", real(a.x), real(a.y));
    if (both) {
        html(&p->out, "<path class='there' d='M{} {}h0'/>", real(b.x), real(b.y));
    }
    html(&p->out, "</svg>\n");
}
