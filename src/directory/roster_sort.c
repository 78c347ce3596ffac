#include "directory/roster_sort.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_ROOM = 48
}; /* names that differ later than in these bytes of key keep their old order */

struct keyed {
    unsigned char key[KEY_ROOM];
    uint32_t place;
};

static int by_key(const void *a, const void *b) {
    const struct keyed *x = a;
    const struct keyed *y = b;
    int order = memcmp(x->key, y->key, KEY_ROOM);
    return order ? order : (x->place > y->place) - (x->place < y->place);
}

static struct keyed keyed_of(const struct roster *r, enum collation c, uint32_t place) {
    struct keyed k = {.place = place};
    collate_key(&r->collators, c, r->organisation_names[place].written, k.key, KEY_ROOM);
    return k;
}

static void sort_names(
        const struct roster *r, enum collation c, struct keyed *keyed, uint32_t *out) {
    for (uint32_t i = 0; i < r->organisation_count; i++) {
        keyed[i] = keyed_of(r, c, i);
    }
    qsort(keyed, r->organisation_count, sizeof(*keyed), by_key);
    for (size_t i = 0; i < r->organisation_count; i++) {
        out[i] = keyed[i].place;
    }
}

static int by_age(const void *a, const void *b, void *roster) {
    const struct roster *r = roster;
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;
    int64_t one = r->listing_names[x].updated;
    int64_t two = r->listing_names[y].updated;
    if (one != two) {
        return one > two ? -1 : 1;
    }
    return (x < y) - (x > y); /* the later one first */
}

static uint32_t *with_room(struct roster *r, uint32_t *list, size_t held, size_t room) {
    return arena_grown(&r->mem, list, held * sizeof(*list), room * sizeof(*list));
}

/* Room for all there are; what stands in the lists stays. */
static void make_room(struct roster *r, struct roster_lists *l) {
    if (l->organisation_room < r->organisation_room) {
        for (enum collation c = COLLATE_ROOT; c < COLLATION_COUNT; c++) {
            l->by_name[c] = with_room(r, l->by_name[c], l->organisation_room, r->organisation_room);
        }
        l->organisation_room = r->organisation_room;
    }
    if (l->listing_room < r->listing_room) {
        l->newest = with_room(r, l->newest, l->listing_room, r->listing_room);
        l->listing_room = r->listing_room;
    }
}

static void sort_lists(struct roster *r) {
    struct roster_lists *l = &r->lists;
    struct arena scratch = {0};
    struct keyed *keyed = arena_new(&scratch, struct keyed, r->organisation_count + 1);
    for (enum collation c = COLLATE_ROOT; c < COLLATION_COUNT; c++) {
        sort_names(r, c, keyed, l->by_name[c]);
    }
    arena_free(&scratch);
    for (uint32_t i = 0; i < r->listing_count; i++) {
        l->newest[i] = i;
    }
    if (r->listing_count) {
        qsort_r(l->newest, r->listing_count, sizeof(uint32_t), by_age, r);
    }
}

static void copy(uint32_t *to, const uint32_t *from, size_t count) {
    if (count) {
        memcpy(to, from, count * sizeof(*to));
    }
}

void roster_sort(struct roster *r, const struct roster *twin) {
    struct roster_lists *l = &r->lists;
    make_room(r, l);
    if (twin) {
        for (enum collation c = COLLATE_ROOT; c < COLLATION_COUNT; c++) {
            copy(l->by_name[c], twin->lists.by_name[c], r->organisation_count);
        }
        copy(l->newest, twin->lists.newest, r->listing_count);
    } else {
        sort_lists(r);
    }
    l->organisations = r->organisation_count;
    l->listings = r->listing_count;
}

static void take_out(uint32_t *list, size_t *count, uint32_t place) {
    for (size_t i = 0; i < *count; i++) {
        if (list[i] == place) {
            memmove(list + i, list + i + 1, (*count - i - 1) * sizeof(*list));
            (*count)--;
            return;
        }
    }
}

static void put_in(uint32_t *list, size_t count, size_t at, uint32_t place) {
    memmove(list + at + 1, list + at, (count - at) * sizeof(*list));
    list[at] = place;
}

/* Where the key belongs among the first `count` of the list. */
static size_t name_place(
        const struct roster *r, enum collation c, size_t count, const struct keyed *mine) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        struct keyed other = keyed_of(r, c, r->lists.by_name[c][middle]);
        bool before = by_key(&other, mine) < 0;
        low = before ? middle + 1 : low;
        high = before ? high : middle;
    }
    return low;
}

void roster_sort_organisation(struct roster *r, uint32_t place, bool fresh) {
    size_t count = r->lists.organisations;
    make_room(r, &r->lists);
    for (enum collation c = COLLATE_ROOT; c < COLLATION_COUNT; c++) {
        count = r->lists.organisations;
        if (!fresh) {
            take_out(r->lists.by_name[c], &count, place);
        }
        struct keyed mine = keyed_of(r, c, place);
        put_in(r->lists.by_name[c], count, name_place(r, c, count, &mine), place);
    }
    r->lists.organisations = count + 1;
}

void roster_sort_listing(struct roster *r, uint32_t place, bool fresh) {
    make_room(r, &r->lists);
    size_t count = r->lists.listings;
    if (!fresh) {
        take_out(r->lists.newest, &count, place);
    }
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (by_age(&r->lists.newest[middle], &place, r) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    put_in(r->lists.newest, count, low, place);
    r->lists.listings = count + 1;
}
