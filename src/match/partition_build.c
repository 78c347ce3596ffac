#include "match/partition.h"

#include <math.h>
#include <stdlib.h>

/* Concepts that so many slots have get block maxima. */
static const double frequent_share = 0.003;

enum {
    SECTOR_BITS = 63,
    KEY_BITS = 16,
    TELLING = 3, /* concepts of a slot by which it finds its place */
};

struct building {
    const struct profile *const *profiles;
    struct partition *p;
    uint32_t end;
    bool offers;
    size_t next;     /* free slot, in the order in which texts come */
    uint16_t *place; /* where that slot stands */
    uint64_t *order; /* the most telling concepts of slots, and in the lowest bits which slot */
    uint8_t *most;   /* by key: where texts share a slot, the greatest impact; zero between them */
    uint16_t *keys;
    size_t key_count;
};

static size_t up_to(size_t count, size_t multiple) {
    return (count + multiple - 1) / multiple * multiple;
}

static void into_slot(struct building *b, const struct profile *p, const struct profile_text *t) {
    const uint16_t *keys = profile_keys(p) + t->from;
    const uint8_t *weights = profile_weights(p) + t->from;
    for (size_t i = 0; i < t->count; i++) {
        uint8_t *most = &b->most[keys[i]];
        if (!*most) {
            b->keys[b->key_count++] = keys[i];
        }
        *most = weights[i] > *most ? weights[i] : *most;
    }
}

typedef void slot_work(struct building *b, struct partition_list *list, size_t slot);

static void one_slot(
        struct building *b, struct partition_list *list, size_t slot, slot_work *work) {
    work(b, list, slot);
    for (size_t i = 0; i < b->key_count; i++) {
        b->most[b->keys[i]] = 0;
    }
    b->key_count = 0;
}

static void own_slot(const struct partition *p, struct partition_slot *slot, uint32_t owner) {
    struct partition_sectors all = p->sectors[owner];
    *slot = (struct partition_slot){.owner = (uint16_t)owner,
            .market = partition_fold(all.market),
            .customers = partition_fold(all.customers)};
}

/* Every text takes a slot as long as there is one left for everybody who follows; then those of one
 * organisation share its last one. */
static void slots_of(struct building *b, struct partition_list *list, uint32_t o, slot_work *work) {
    const struct profile *p = b->profiles[o];
    size_t left = b->end - o;
    bool open = false;
    for (size_t i = 0; i < p->text_count; i++) {
        if (p->texts[i].offer != b->offers) {
            continue;
        }
        if (open && b->next + left < PARTITION_SLOTS) {
            one_slot(b, list, b->next++, work);
        }
        into_slot(b, p, &p->texts[i]);
        if (list->slot) {
            own_slot(b->p, &list->slot[b->place[b->next]], o - b->p->first);
        }
        open = true;
    }
    if (open) {
        one_slot(b, list, b->next++, work);
    }
}

static void all_slots(struct building *b, struct partition_list *list, slot_work *work) {
    b->next = 0;
    for (uint32_t o = b->p->first; o < b->end; o++) {
        if (b->profiles[o]) {
            slots_of(b, list, o, work);
        }
    }
}

static void count_slot(struct building *b, struct partition_list *list, size_t slot) {
    (void)slot;
    float square = 0;
    for (size_t i = 0; i < b->key_count; i++) {
        float weight = b->most[b->keys[i]];
        square += weight * weight;
        list->keys[b->keys[i] + 1].from++;
    }
    list->length = square > list->length ? square : list->length;
}

/* A concept tells the more the more it weighs here, and the more others have it. */
static void order_slot(struct building *b, struct partition_list *list, size_t slot) {
    float most[TELLING + 1] = {0};
    uint16_t first[TELLING + 1] = {0}; /* and behind them whatever tells less */
    for (size_t i = 0; i < b->key_count; i++) {
        const struct partition_key *key = &list->keys[b->keys[i]];
        float weight = key->column ? (float)b->most[b->keys[i]] : 0;
        float tells = weight * weight * (float)(key[1].from - key->from);
        size_t at = TELLING;
        for (; at > 0 && tells > most[at - 1]; at--) {
            most[at] = most[at - 1];
            first[at] = first[at - 1];
        }
        most[at] = tells;
        first[at] = b->keys[i];
    }
    uint64_t order = 0;
    for (size_t i = 0; i < TELLING; i++) {
        order = order << KEY_BITS | first[i];
    }
    b->order[slot] = order << KEY_BITS | slot;
}

static int by_order(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* Texts with the same concepts come to stand beside each other, so that their blocks' maxima say
 * the more. */
static void order_slots(struct building *b, struct partition_list *list) {
    all_slots(b, list, order_slot);
    qsort(b->order, b->next, sizeof(*b->order), by_order);
    for (size_t i = 0; i < b->next; i++) {
        b->place[(uint16_t)b->order[i]] = (uint16_t)i;
    }
}

static void fill_slot(struct building *b, struct partition_list *list, size_t slot) {
    size_t place = b->place[slot];
    for (size_t i = 0; i < b->key_count; i++) {
        uint16_t key = b->keys[i];
        uint8_t weight = b->most[key];
        uint8_t *at = list->postings + (size_t)list->keys[key].from++ * POSTING_BYTES;
        at[0] = (uint8_t)place;
        at[1] = (uint8_t)(place >> 8);
        at[2] = weight;
        if (list->keys[key].column) {
            uint8_t *most = &list->columns[(size_t)(list->keys[key].column - 1) * list->blocks +
                                           place / SCAN_BLOCK];
            *most = weight > *most ? weight : *most;
        }
    }
}

static size_t number_columns(const struct partition *p, struct partition_list *list) {
    size_t columns = 0;
    size_t frequent = (size_t)((double)list->slots * frequent_share) + SCAN_BLOCK / 2;
    for (size_t key = 0; key < p->keys; key++) {
        if (list->keys[key + 1].from >= frequent && columns < UINT16_MAX) {
            list->keys[key].column = (uint16_t)++columns;
        }
        list->keys[key + 1].from += list->keys[key].from;
    }
    return columns;
}

static void build_side(struct building *b, struct partition_list *list) {
    struct partition *p = b->p;
    list->keys = arena_new(&p->mem, struct partition_key, p->keys + 1);
    all_slots(b, list, count_slot);
    list->length = sqrtf(list->length);
    list->slots = up_to(b->next, SCAN_BLOCK);
    list->blocks = up_to(list->slots / SCAN_BLOCK, SCAN_LANES);
    size_t columns = number_columns(p, list);
    size_t postings = list->keys[p->keys].from;
    list->postings = arena_new(&p->mem, uint8_t, (postings + 1) * POSTING_BYTES);
    list->columns = arena_new(&p->mem, uint8_t, columns * list->blocks + 1);
    order_slots(b, list);
    list->slot = arena_new(&p->mem, struct partition_slot, list->slots + 1);
    all_slots(b, list, fill_slot);
    /* Filling moved each beginning to its end, which is where the next one begins. */
    for (size_t key = p->keys; key > 0; key--) {
        list->keys[key].from = list->keys[key - 1].from;
    }
    list->keys[0].from = 0;
    p->bytes += (p->keys + 1) * sizeof(*list->keys) + postings * POSTING_BYTES +
                columns * list->blocks + list->slots * sizeof(*list->slot);
}

struct partition *partition_build(const struct fit_terms *terms,
        const struct profile *const *profiles, uint32_t first, uint32_t end, size_t keys) {
    struct arena mem = {0};
    struct arena scratch = {0};
    struct partition *p = arena_new(&mem, struct partition, 1);
    p->mem = mem;
    p->holders = 1;
    p->first = first;
    p->keys = keys;
    p->count = end - first;
    struct building b = {.profiles = profiles,
            .p = p,
            .end = end,
            .offers = true,
            .place = arena_new(&scratch, uint16_t, PARTITION_SLOTS),
            .order = arena_new(&scratch, uint64_t, PARTITION_SLOTS),
            .most = arena_new(&scratch, uint8_t, PROFILE_KEYS),
            .keys = arena_new(&scratch, uint16_t, PROFILE_KEYS)};
    p->sectors = arena_new(&p->mem, struct partition_sectors, p->count);
    for (uint32_t o = first; o < end; o++) {
        if (profiles[o]) {
            p->sectors[o - first] = partition_sectors(terms, profiles[o]);
        }
    }
    build_side(&b, &p->side[OF_OFFERS]);
    b.offers = false;
    build_side(&b, &p->side[OF_NEEDS]);
    p->bytes += p->count * sizeof(*p->sectors);
    arena_free(&scratch);
    return p;
}

struct partition *partition_hold(struct partition *p) {
    p->holders++;
    return p;
}

void partition_close(struct partition *p) {
    if (p && --p->holders == 0) {
        struct arena mem = p->mem; /* it holds the partition itself */
        arena_free(&mem);
    }
}

static uint64_t folded(const uint64_t bits[2]) {
    uint64_t low = bits[0] & ~PARTITION_NO_SECTOR;
    uint64_t top = bits[0] >> SECTOR_BITS;
    uint64_t high = bits[1] << 1 | bits[1] >> (SECTOR_BITS - 1);
    return low | ((top | high) & ~PARTITION_NO_SECTOR);
}

struct partition_sectors partition_sectors(const struct fit_terms *terms, const struct profile *p) {
    struct partition_sectors all = {0};
    for (size_t i = 0; i < p->text_count; i++) {
        const struct profile_text *t = &p->texts[i];
        if (t->trade == TRADE_BUSINESS) {
            uint64_t named =
                    t->sectors ? folded(terms->sectors[t->sectors - 1].bits) : PARTITION_NO_SECTOR;
            all.market |= t->offer ? 0 : named;
            all.customers |= t->offer ? named : 0;
        }
    }
    return all;
}

uint16_t partition_fold(uint64_t sectors) {
    sectors &= ~PARTITION_NO_SECTOR;
    sectors |= sectors >> 32;
    return (uint16_t)(sectors | sectors >> 16);
}
