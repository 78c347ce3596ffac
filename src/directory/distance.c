#include "directory/distance.h"

#include <math.h>
#include <stdlib.h>

#define EARTH_RADIUS 6371008.8 /* metres, the mean of all its radii */
#define RADIANS (M_PI / 180)

static double degrees(struct work *w, str text) {
    return strtod(arena_z(w->mem, text), NULL);
}

bool distance_knows(const struct distance_place *at) {
    return at->latitude.len && at->longitude.len;
}

/* By the haversine formula, which stays exact for places close together. */
double distance_between(
        struct work *w, const struct distance_place *here, const struct distance_place *there) {
    if (!distance_knows(here) || !distance_knows(there)) {
        return 0;
    }
    double north = degrees(w, here->latitude) * RADIANS;
    double south = degrees(w, there->latitude) * RADIANS;
    double up = sin((south - north) / 2);
    double across = sin((degrees(w, there->longitude) - degrees(w, here->longitude)) * RADIANS / 2);
    double share = up * up + cos(north) * cos(south) * across * across;
    return 2 * EARTH_RADIUS * asin(fmin(1, sqrt(share)));
}
