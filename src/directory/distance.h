/* How far apart two places are, by their coordinates as they are stored. */
#pragma once

#include "base/work.h"

/* Degrees as decimal numbers; empty where nobody gave them. */
struct distance_place {
    str latitude, longitude;
};

bool distance_knows(const struct distance_place *at);

/* Metres along the great circle; 0 while one of the two is unknown. */
double distance_between(
        struct work *w, const struct distance_place *here, const struct distance_place *there);
