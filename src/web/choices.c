#include "web/choices.h"

#include "directory/places.h"
#include "lang/ecosystem.h"
#include "lang/say.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_BYTES = 8, SORT_BYTES = 48 };

/* A place and where it stands: regions go below their country. */
struct place_row {
    unsigned char country[SORT_BYTES], region[SORT_BYTES];
    struct code_name named;
};

struct place_rows {
    struct place_row *at;
    size_t count, room;
    struct roster_places *known;
};

struct code_names choices_ecosystems(struct work *w) {
    struct code_name *at = arena_new(w->mem, struct code_name, ECOSYSTEMS);
    for (size_t i = 0; i < ECOSYSTEMS; i++) {
        str code = str_of(ecosystem_at(i)->code);
        at[i] = (struct code_name){.code = code, .name = ecosystem_name(w, code)};
    }
    return (struct code_names){at, ECOSYSTEMS};
}

/* roster_code() backwards. */
static str code_text(struct arena *mem, uint64_t code) {
    char *bytes = arena_new(mem, char, CODE_BYTES);
    size_t len = 0;
    for (int shift = 56; shift >= 0; shift -= 8) {
        char c = (char)(code >> shift & 0xFF);
        if (c) {
            bytes[len++] = c;
        }
    }
    return (str){bytes, len};
}

static void sort_key(
        struct page *p, const struct roster *r, str name, unsigned char key[SORT_BYTES]) {
    (void)collate_key(&r->collators, collate_of(p->work.tongue), name, key, SORT_BYTES);
}

static void add(struct page *p, const struct roster *r, struct place_rows *all, uint64_t country,
        uint64_t region) {
    struct arena *mem = p->work.mem;
    uint64_t code = region ? region : country;
    if (!code || places_find(all->known, (int64_t)code) != ROSTER_NONE) {
        return;
    }
    all->known = places_put(mem, all->known, (int64_t)code, (uint32_t)all->count);
    arena_room(mem, struct place_row, all->at, all->count, all->room);
    struct place_row *row = &all->at[all->count++];
    *row = (struct place_row){.named.code = code_text(mem, code)};
    str around = country_name(p->work.tongue, code_text(mem, country));
    sort_key(p, r, around, row->country);
    row->named.name = around;
    if (region) {
        str inner = region_name(p->work.tongue, row->named.code);
        sort_key(p, r, inner, row->region);
        row->named.name = say(&p->work, "{}, {}", txt(inner), txt(around));
    }
}

static int by_place(const void *a, const void *b) {
    const struct place_row *left = a;
    const struct place_row *right = b;
    int country = memcmp(left->country, right->country, SORT_BYTES);
    return country ? country : memcmp(left->region, right->region, SORT_BYTES);
}

struct code_names choices_places(struct page *p, const struct roster *r) {
    struct place_rows all = {.known = places_new(p->work.mem)};
    for (size_t i = 0; i < r->place_count; i++) {
        const struct roster_place *place = &r->places[i];
        if (place->audience <= p->scope.reach) {
            add(p, r, &all, place->country, 0);
            add(p, r, &all, place->country, place->region);
        }
    }
    if (all.at) {
        qsort(all.at, all.count, sizeof(*all.at), by_place);
    }
    struct code_name *named = arena_new(p->work.mem, struct code_name, all.count);
    for (size_t i = 0; all.at && i < all.count; i++) {
        named[i] = all.at[i].named;
    }
    return (struct code_names){named, all.count};
}
