/* The small outline map: land, where we are, and the way there. */
#pragma once

#include "web/page.h"

/* Degrees as they are stored, empty where nobody gave them; the name is read out. */
struct map_place {
    str latitude, longitude, name;
};

bool map_knows(const struct map_place *at);

/* Nothing at all while `here` is unknown; only `here` while `there` is NULL or unknown. */
void map_small(struct page *p, const struct map_place *here, const struct map_place *there);

/* Metres along the great circle; 0 while one of the two is unknown. */
double map_distance(struct work *w, const struct map_place *here, const struct map_place *there);
