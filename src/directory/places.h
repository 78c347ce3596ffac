/* From an id to a place in a list: an open-addressed table in an arena that doubles as it fills. */
#pragma once

#include "base/arena.h"

#include <stdint.h>

struct roster_places {
    int64_t *ids; /* 0 where free */
    uint32_t *places;
    size_t room; /* a power of two */
    size_t count;
};

struct roster_places *places_new(struct arena *mem);
uint32_t places_find(const struct roster_places *p, int64_t id); /* UINT32_MAX if not there */
struct roster_places *places_put(
        struct arena *mem, struct roster_places *p, int64_t id, uint32_t place);
