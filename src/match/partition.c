#include "match/partition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Concepts that so many of a thousand have get block maxima. */
static const double frequent_share = 0.003;
/* How much of what a sum has to come to may be left to bounds: more is summed less, and passes more.
 * Measured best between 2 and 3. */
static const float bounded_share = 2.5F;

/* ---- bags */

static struct partition_bagging bagging(struct arena *mem) {
    return (struct partition_bagging){.most = arena_new(mem, uint8_t, PROFILE_KEYS),
            .keys = arena_new(mem, uint16_t, PROFILE_KEYS)};
}

static void into_bag(struct partition_bagging *b, const struct profile *p, const struct profile_text *t) {
    const uint16_t *keys = profile_keys(p) + t->from;
    const uint8_t *weights = profile_weights(p) + t->from;
    for (size_t i = 0; i < t->count; i++) {
        uint8_t *most = &b->most[keys[i]];
        if (!*most) {
            b->keys[b->count++] = keys[i];
        }
        *most = weights[i] > *most ? weights[i] : *most;
    }
}

static void fill_bag(struct partition_bagging *b, const struct profile *p, bool offers) {
    for (size_t i = 0; i < p->text_count; i++) {
        if (p->texts[i].offer == offers) {
            into_bag(b, p, &p->texts[i]);
        }
    }
}

static void empty_bag(struct partition_bagging *b) {
    for (size_t i = 0; i < b->count; i++) {
        b->most[b->keys[i]] = 0;
    }
    b->count = 0;
}

struct partition_bag partition_bag(struct arena *mem, struct partition_room *room,
        const struct profile *p, bool offers, int32_t today) {
    struct partition_bagging *b = &room->bagging;
    for (size_t i = 0; i < p->text_count; i++) {
        if (p->texts[i].offer == offers && fit_is_open(&p->texts[i], today)) {
            into_bag(b, p, &p->texts[i]);
        }
    }
    struct partition_bag bag = {.key = arena_new(mem, uint16_t, b->count + 1),
            .weight = arena_new(mem, uint8_t, b->count + 1),
            .count = b->count};
    float square = 0;
    for (size_t i = 0; i < bag.count; i++) {
        bag.key[i] = b->keys[i];
        bag.weight[i] = b->most[b->keys[i]];
        square += (float)bag.weight[i] * (float)bag.weight[i];
    }
    bag.length = sqrtf(square);
    empty_bag(b);
    return bag;
}

/* ---- building */

struct building {
    const struct profile *const *profiles;
    struct partition *p;
    uint32_t end;
    bool offers;
    struct partition_bagging bag;
};

static void count_impacts(struct building *b, struct partition_list *list) {
    for (uint32_t o = b->p->first; o < b->end; o++) {
        if (!b->profiles[o]) {
            continue;
        }
        fill_bag(&b->bag, b->profiles[o], b->offers);
        float square = 0;
        for (size_t i = 0; i < b->bag.count; i++) {
            float weight = b->bag.most[b->bag.keys[i]];
            square += weight * weight;
            list->from[b->bag.keys[i] + 1]++;
        }
        list->length = square > list->length ? square : list->length;
        empty_bag(&b->bag);
    }
    list->length = sqrtf(list->length);
}

static size_t number_columns(const struct partition *p, struct partition_list *list) {
    size_t columns = 0;
    size_t frequent = (size_t)((double)p->count * frequent_share) + SCAN_BLOCK / 2;
    for (size_t key = 0; key < p->keys; key++) {
        if (list->from[key + 1] >= frequent && columns < UINT16_MAX) {
            list->column[key] = (uint16_t)++columns;
        }
        list->from[key + 1] += list->from[key];
    }
    return columns;
}

static void fill_list(struct building *b, struct partition_list *list, uint32_t *next) {
    const struct partition *p = b->p;
    for (uint32_t o = p->first; o < b->end; o++) {
        if (!b->profiles[o]) {
            continue;
        }
        fill_bag(&b->bag, b->profiles[o], b->offers);
        for (size_t i = 0; i < b->bag.count; i++) {
            uint16_t key = b->bag.keys[i];
            uint8_t weight = b->bag.most[key];
            uint32_t at = next[key]++;
            list->place[at] = (uint16_t)(o - p->first);
            list->weight[at] = weight;
            if (list->column[key]) {
                uint8_t *most = &list->columns[(size_t)(list->column[key] - 1) * p->blocks +
                                               (o - p->first) / SCAN_BLOCK];
                *most = weight > *most ? weight : *most;
            }
        }
        empty_bag(&b->bag);
    }
}

static void build_side(struct building *b, struct partition_list *list) {
    struct partition *p = b->p;
    list->from = arena_new(&p->mem, uint32_t, p->keys + 1);
    list->column = arena_new(&p->mem, uint16_t, p->keys);
    count_impacts(b, list);
    size_t columns = number_columns(p, list);
    size_t postings = list->from[p->keys];
    list->place = arena_new(&p->mem, uint16_t, postings + 1);
    list->weight = arena_new(&p->mem, uint8_t, postings + 1);
    list->columns = arena_new(&p->mem, uint8_t, columns * p->blocks + 1);
    p->bytes += (p->keys + 1) * sizeof(uint32_t) + p->keys * sizeof(uint16_t) +
                postings * (sizeof(uint16_t) + sizeof(uint8_t)) + columns * p->blocks;
    uint32_t *next = malloc((p->keys + 1) * sizeof(*next));
    if (!next) {
        abort(); /* as an arena does */
    }
    memcpy(next, list->from, (p->keys + 1) * sizeof(*next));
    fill_list(b, list, next);
    free(next);
}

static size_t up_to(size_t count, size_t multiple) {
    return (count + multiple - 1) / multiple * multiple;
}

struct partition *partition_build(
        const struct profile *const *profiles, uint32_t first, uint32_t end, size_t keys) {
    struct arena mem = {0};
    struct arena scratch = {0};
    struct partition *p = arena_new(&mem, struct partition, 1);
    p->mem = mem;
    p->first = first;
    p->keys = keys;
    p->count = up_to(end - first, SCAN_BLOCK);
    p->blocks = up_to(p->count / SCAN_BLOCK, SCAN_LANES);
    struct building b = {
            .profiles = profiles, .p = p, .end = end, .offers = true, .bag = bagging(&scratch)};
    build_side(&b, &p->side[SIDE_OFFERS]);
    b.offers = false;
    build_side(&b, &p->side[SIDE_NEEDS]);
    arena_free(&scratch);
    return p;
}

void partition_free(struct partition *p) {
    if (p) {
        struct arena mem = p->mem; /* it holds the partition itself */
        arena_free(&mem);
    }
}

/* ---- asking */

/* A concept of the query's bag in one partition. */
struct asked {
    float use; /* how much exactness it brings for its cost */
    uint16_t key;
    uint8_t weight; /* scaled */
    uint16_t column;
};

struct partition_plan {
    struct asked *at;
    size_t count;
    size_t exact; /* the first so many are summed; the others are bounded */
    float left;   /* length of what is bounded */
};

static void *aligned(struct arena *mem, size_t bytes) {
    return arena_alloc(mem, 1, SCAN_ALIGN, bytes + SCAN_ALIGN);
}

struct partition_room *partition_room(struct arena *mem) {
    struct partition_room *r = arena_new(mem, struct partition_room, 1);
    size_t sums = PARTITION_SIZE * sizeof(uint16_t);
    r->bagging = bagging(mem);
    r->plan = arena_new(mem, struct partition_plan, 1);
    r->plan->at = arena_new(mem, struct asked, PROFILE_KEYS);
    r->x = aligned(mem, sums);
    r->y = aligned(mem, sums);
    r->block_x = aligned(mem, sums / SCAN_BLOCK);
    r->block_y = aligned(mem, sums / SCAN_BLOCK);
    r->passed = arena_new(mem, uint32_t, PARTITION_SIZE);
    r->px = arena_new(mem, uint16_t, PARTITION_SIZE);
    r->py = arena_new(mem, uint16_t, PARTITION_SIZE);
    return r;
}

static uint8_t scaled(uint8_t weight, float scale) {
    return (uint8_t)ceilf((float)weight * scale);
}

/* How much weights are made smaller so that no sum of a long bag and a long one overflows. */
static float scale_for(const struct partition_bag *bag, float length) {
    float scale = 1;
    float product = bag->length * length;
    while (product > SCAN_SUM_MOST) {
        scale *= 0.999F * SCAN_SUM_MOST / product;
        float square = 0;
        for (size_t i = 0; i < bag->count; i++) {
            float weight = scaled(bag->weight[i], scale);
            square += weight * weight;
        }
        product = sqrtf(square) * length;
    }
    return scale;
}

static int by_use(const void *a, const void *b) {
    const struct asked *x = a;
    const struct asked *y = b;
    if (x->use != y->use) {
        return x->use > y->use ? -1 : 1;
    }
    return (int)x->key - (int)y->key;
}

static void sort(struct asked *at, size_t count) {
    enum { FEW = 64 };
    if (count > FEW) {
        qsort(at, count, sizeof(*at), by_use);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct asked one = at[i];
        size_t j = i;
        for (; j > 0 && by_use(&at[j - 1], &one) > 0; j--) {
            at[j] = at[j - 1];
        }
        at[j] = one;
    }
}

/* Those without block maxima are rare, and always summed; then the most telling for their length,
 * until what is left to bounds is little beside what a sum has to come to. */
static void make_plan(struct partition_plan *plan, const struct partition *p, const struct partition_list *l,
        const struct partition_bag *bag, float scale, float reach) {
    float square = 0;
    plan->count = 0;
    for (size_t i = 0; i < bag->count; i++) {
        uint16_t key = bag->key[i];
        size_t have = key < p->keys ? l->from[key + 1] - l->from[key] : 0;
        if (!have) {
            continue;
        }
        struct asked *a = &plan->at[plan->count++];
        *a = (struct asked){
                .key = key, .weight = scaled(bag->weight[i], scale), .column = l->column[key]};
        float weight = a->weight;
        a->use = a->column ? weight * weight / ((float)have + SCAN_BLOCK) : INFINITY;
        square += weight * weight;
    }
    sort(plan->at, plan->count);
    size_t i = 0;
    for (; i < plan->count; i++) {
        float weight = plan->at[i].weight;
        float left = square > 0 ? sqrtf(square) : 0;
        if (plan->at[i].column && left * l->length < reach * scale * bounded_share) {
            break;
        }
        square -= weight * weight;
    }
    plan->exact = i;
    plan->left = i < plan->count ? sqrtf(square > 0 ? square : 0) + 1 : 0;
}

static void sum_up(const struct partition_list *l, const struct asked *a, uint16_t *sums) {
    uint32_t end = l->from[a->key + 1];
    uint16_t weight = a->weight;
    for (uint32_t i = l->from[a->key]; i < end; i++) {
        sums[l->place[i]] = (uint16_t)(sums[l->place[i]] + weight * l->weight[i]);
    }
}

static void bound_blocks(const struct partition *p, const struct scan *scan,
        const struct partition_list *l, const struct partition_plan *plan, uint16_t *blocks) {
    memset(blocks, 0, p->blocks * sizeof(*blocks));
    float most = plan->left * l->length;
    uint16_t cap = most < SCAN_SUM_MOST ? (uint16_t)most : SCAN_SUM_MOST;
    for (size_t i = plan->exact; i < plan->count; i++) {
        const uint8_t *column = l->columns + (size_t)(plan->at[i].column - 1) * p->blocks;
        scan->bound(blocks, column, plan->at[i].weight, p->blocks);
    }
    for (size_t i = 0; i < p->blocks && plan->exact < plan->count; i++) {
        blocks[i] = blocks[i] < cap ? blocks[i] : cap;
    }
}

/* One side of a partition, and where its sums go. */
struct half {
    const struct partition_list *list;
    const struct partition_bag *bag;
    float scale;
    uint16_t *sums, *blocks;
};

static void one_side(const struct partition *p, const struct scan *scan, const struct half *h,
        struct partition_plan *plan, float reach) {
    make_plan(plan, p, h->list, h->bag, h->scale, reach);
    for (size_t i = 0; i < plan->exact; i++) {
        sum_up(h->list, &plan->at[i], h->sums);
    }
    bound_blocks(p, scan, h->list, plan, h->blocks);
}

/* Rounded down, and never so that nothing passes. */
static uint16_t limit(float sum, float scale) {
    float least = sum * scale * 0.9999F - 1;
    return least <= 1 ? 1 : least >= SCAN_SUM_MOST ? SCAN_SUM_MOST : (uint16_t)least;
}

size_t partition_pass(const struct partition *p, const struct scan *scan,
        const struct partition_bag *needs, const struct partition_bag *offers,
        const struct partition_limits *limits, struct partition_room *room) {
    const struct partition_list *theirs = p->side;
    room->scale_x = scale_for(needs, theirs[SIDE_OFFERS].length);
    room->scale_y = scale_for(offers, theirs[SIDE_NEEDS].length);
    struct half x = {&theirs[SIDE_OFFERS], needs, room->scale_x, room->x, room->block_x};
    struct half y = {&theirs[SIDE_NEEDS], offers, room->scale_y, room->y, room->block_y};
    one_side(p, scan, &x, room->plan, limits->reach);
    one_side(p, scan, &y, room->plan, limits->reach);
    struct scan_limits l = {.x_alone = limit(limits->x_alone, room->scale_x),
            .y_alone = limit(limits->y_alone, room->scale_y),
            .x_with = limit(limits->x_with, room->scale_x),
            .y_with = limit(limits->y_with, room->scale_y)};
    return scan->pass(room->x, room->y, room->block_x, room->block_y, p->count, l, room->passed,
            room->px, room->py);
}
