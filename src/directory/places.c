#include "directory/places.h"

enum { FIRST_ROOM = 1024 };

static struct roster_places *with_room(struct arena *mem, size_t room) {
    struct roster_places *p = arena_new(mem, struct roster_places, 1);
    p->ids = arena_new(mem, int64_t, room);
    p->places = arena_new(mem, uint32_t, room);
    p->room = room;
    return p;
}

struct roster_places *places_new(struct arena *mem) {
    return with_room(mem, FIRST_ROOM);
}

static size_t slot_of(const struct roster_places *p, int64_t id) {
    size_t slot = ((uint64_t)id * 0x9E3779B97F4A7C15u >> 20) & (p->room - 1);
    while (p->ids[slot] && p->ids[slot] != id) {
        slot = (slot + 1) & (p->room - 1);
    }
    return slot;
}

uint32_t places_find(const struct roster_places *p, int64_t id) {
    size_t slot = slot_of(p, id);
    return id && p->ids[slot] ? p->places[slot] : UINT32_MAX;
}

static void put(struct roster_places *p, int64_t id, uint32_t place) {
    size_t slot = slot_of(p, id);
    p->count += p->ids[slot] == 0;
    p->ids[slot] = id;
    p->places[slot] = place;
}

static struct roster_places *doubled(struct arena *mem, const struct roster_places *p) {
    struct roster_places *bigger = with_room(mem, 2 * p->room);
    for (size_t i = 0; i < p->room; i++) {
        if (p->ids[i]) {
            put(bigger, p->ids[i], p->places[i]);
        }
    }
    return bigger;
}

struct roster_places *places_put(
        struct arena *mem, struct roster_places *p, int64_t id, uint32_t place) {
    struct roster_places *roomy = 2 * p->count >= p->room ? doubled(mem, p) : p;
    put(roomy, id, place);
    return roomy;
}
