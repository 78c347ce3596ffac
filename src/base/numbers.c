#include "base/numbers.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>

enum { ROOM_LEAST = 1024 };

uint32_t numbers_take(struct numbers *p, size_t numbers) {
    size_t begin = p->count;
    size_t need = begin + numbers;
    assert(need <= UINT32_MAX);
    if (need > p->room || !p->at) {
        size_t room = p->room < ROOM_LEAST ? ROOM_LEAST : p->room;
        while (room < need) {
            room += room / 2;
        }
        uint32_t *at = realloc(p->at, room * sizeof(*at));
        if (!at) {
            arena_out_of_memory();
        }
        p->at = at;
        p->room = room;
    }
    p->count = need;
    return (uint32_t)begin;
}

void numbers_free(struct numbers *p) {
    free(p->at);
    *p = (struct numbers){0};
}
