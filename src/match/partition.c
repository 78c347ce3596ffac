#include "match/partition.h"

#include <math.h>
#include <string.h>

/* How much of what a sum has to come to may be left to bounds: more is summed less, and passes more. */
static const float bounded_share = 1.0F;

/* What is needed soon is fetched so far ahead: bytes of postings, picked slots, and
 * organisations. */
enum {
    POSTINGS_AHEAD = 256,
    PICKED_AHEAD = 16,
    TOUCHED_AHEAD = 8,
    CACHE_LINE = 64,
    LINES_AHEAD = 8,
    LISTS_AHEAD = 3
};

/* A concept of one of our texts in one partition. */
struct asked {
    float use;          /* how much exactness it brings for its cost */
    uint32_t from, end; /* postings */
    uint16_t column;
    uint8_t weight; /* scaled */
};

struct partition_plan {
    struct asked at[PROFILE_IMPACTS_MOST];
    size_t count;
    size_t exact; /* the first so many are summed; the others are bounded */
    float left;   /* length of what is bounded */
    struct scan_column columns[PROFILE_IMPACTS_MOST]; /* of what is bounded */
};

static uint16_t *aligned(struct arena *mem, size_t count) {
    return arena_alloc(mem, sizeof(uint16_t), SCAN_ALIGN, count);
}

struct partition_room *partition_room(struct arena *mem) {
    struct partition_room *r = arena_new(mem, struct partition_room, 1);
    r->plan = arena_new(mem, struct partition_plan, 1);
    r->sums.at = aligned(mem, PARTITION_SLOTS);
    r->sums.bound = aligned(mem, PARTITION_SLOTS / SCAN_BLOCK + SCAN_LANES);
    r->sums.used = arena_new(mem, uint8_t, PARTITION_SLOTS / SCAN_BLOCK + SCAN_LANES);
    r->picked.where = arena_new(mem, uint32_t, PARTITION_SLOTS);
    r->picked.sum = aligned(mem, PARTITION_SLOTS);
    r->x = aligned(mem, PARTITION_MOST);
    r->y = aligned(mem, PARTITION_MOST);
    r->touched = arena_new(mem, uint32_t, PARTITION_MOST + 1);
    r->passed = arena_new(mem, uint32_t, PARTITION_MOST);
    r->px = aligned(mem, PARTITION_MOST);
    r->py = aligned(mem, PARTITION_MOST);
    return r;
}

static uint8_t scaled(uint8_t weight, float scale) {
    return (uint8_t)ceilf((float)weight * scale);
}

static float length_of(const uint8_t *weights, size_t count, float scale) {
    float square = 0;
    for (size_t i = 0; i < count; i++) {
        float weight = scaled(weights[i], scale);
        square += weight * weight;
    }
    return sqrtf(square);
}

/* How much weights are made smaller so that no sum overflows where texts share a slot. */
static float scale_for(const uint8_t *weights, size_t count, float length) {
    static const float single = 256; /* no text alone is longer */
    float scale = 1;
    while (length >= single && length_of(weights, count, scale) * length > SCAN_SUM_MOST) {
        scale *= 0.98F * SCAN_SUM_MOST / (length_of(weights, count, scale) * length);
    }
    return scale;
}

static bool is_of_more_use(const struct asked *a, const struct asked *b) {
    return a->use != b->use ? a->use > b->use : a->from < b->from;
}

static void insert(struct partition_plan *plan, struct asked one) {
    size_t at = plan->count++;
    for (; at > 0 && is_of_more_use(&one, &plan->at[at - 1]); at--) {
        plan->at[at] = plan->at[at - 1];
    }
    plan->at[at] = one;
}

static void sum_up(
        const struct partition_list *l, const struct asked *a, const struct scan_sums *sums) {
    const uint8_t *end = l->postings + (size_t)a->end * POSTING_BYTES;
    uint16_t weight = a->weight;
    struct scan_sums to = *sums; /* else it would be looked up again after each one */
    for (const uint8_t *at = l->postings + (size_t)a->from * POSTING_BYTES; at < end;
            at += POSTING_BYTES) {
        size_t slot = (size_t)(at[0] | at[1] << 8);
        __builtin_prefetch(at + POSTINGS_AHEAD);
        to.at[slot] = (uint16_t)(to.at[slot] + weight * at[2]);
        to.used[slot / SCAN_BLOCK] = 1;
    }
}

static void fetch_list(const struct partition_list *l, const struct asked *a) {
    const uint8_t *at = l->postings + (size_t)a->from * POSTING_BYTES;
    for (size_t line = 0; line < LINES_AHEAD; line++) {
        __builtin_prefetch(at + line * CACHE_LINE);
    }
}

static void sum_all(const struct partition_list *l, const struct partition_plan *plan,
        const struct scan_sums *sums) {
    for (size_t i = 0; i < plan->exact && i < LISTS_AHEAD; i++) {
        fetch_list(l, &plan->at[i]);
    }
    for (size_t i = 0; i < plan->exact; i++) {
        if (i + LISTS_AHEAD < plan->exact) {
            fetch_list(l, &plan->at[i + LISTS_AHEAD]);
        }
        sum_up(l, &plan->at[i], sums);
    }
}

void partition_fetch(const struct partition *p, const struct profile *own) {
    for (size_t i = 0; i < own->text_count; i++) {
        const struct profile_text *t = &own->texts[i];
        const struct partition_list *l = &p->side[t->offer ? OF_NEEDS : OF_OFFERS];
        for (size_t j = 0; j < t->count; j++) {
            uint16_t key = profile_keys(own)[t->from + j];
            if (key < p->keys) {
                __builtin_prefetch(&l->keys[key]);
            }
        }
    }
}

static void bound_blocks(const struct scan *scan, const struct partition_list *l,
        struct partition_plan *plan, uint16_t *blocks) {
    float most = plan->left * l->length;
    uint16_t cap = most < SCAN_SUM_MOST ? (uint16_t)most : SCAN_SUM_MOST;
    size_t count = 0;
    for (size_t i = plan->exact; i < plan->count; i++) {
        const uint8_t *column = l->columns + (size_t)(plan->at[i].column - 1) * l->blocks;
        plan->columns[count++] = (struct scan_column){column, plan->at[i].weight};
    }
    scan->bound(blocks, plan->columns, count, cap, l->blocks);
}

/* Rounded down, and never so that nothing passes. */
static uint16_t limit(float sum, float scale) {
    float least = sum * scale * 0.9999F - 1;
    return least <= 1 ? 1 : least >= SCAN_SUM_MOST ? SCAN_SUM_MOST : (uint16_t)least;
}

/* One side of a partition against all our texts of the other side. */
struct half {
    const struct partition_list *list;
    bool offers; /* ours */
    bool second; /* the other one is through */
    uint16_t *best;
    float scale;    /* the smallest of all texts: all sums in it */
    uint16_t least; /* what a sum comes to at least to be picked */
    /* What it comes to at least to be of use, of strangers and in the same sector: alone, and not
     * less than with the other. */
    uint16_t alone[2], useful[2];
};

static void scale_half(struct half *h, const struct partition_asked *asked) {
    const struct profile *own = asked->own;
    h->scale = 1;
    for (size_t i = 0; i < own->text_count; i++) {
        const struct profile_text *t = &own->texts[i];
        if (t->offer == h->offers && fit_is_open(t, asked->today)) {
            float scale = scale_for(profile_weights(own) + t->from, t->count, h->list->length);
            h->scale = scale < h->scale ? scale : h->scale;
        }
    }
}

/* Those without block maxima are rare, and always summed; then the most telling for their length,
 * until what is left to bounds is little beside what a sum has to come to. */
static void make_plan(struct partition_plan *plan, const struct partition *p, const struct half *h,
        const struct partition_asked *asked, const struct profile_text *t) {
    const struct partition_list *l = h->list;
    const struct profile *own = asked->own;
    const uint16_t *keys = profile_keys(own) + t->from;
    const uint8_t *weights = profile_weights(own) + t->from;
    float square = 0;
    plan->count = 0;
    for (size_t i = 0; i < t->count; i++) {
        const struct partition_key *key = &l->keys[keys[i]];
        uint32_t have = keys[i] < p->keys ? key[1].from - key->from : 0;
        if (!have) {
            continue;
        }
        struct asked a = {.from = key->from,
                .end = key[1].from,
                .weight = scaled(weights[i], h->scale),
                .column = key->column};
        float weight = a.weight;
        a.use = a.column ? weight * weight / ((float)have + SCAN_BLOCK) : INFINITY;
        square += weight * weight;
        insert(plan, a);
    }
    size_t i = 0;
    for (; i < plan->count; i++) {
        float weight = plan->at[i].weight;
        if (plan->at[i].column &&
                sqrtf(square) * l->length < asked->reach * h->scale * bounded_share) {
            break;
        }
        square = square > weight * weight ? square - weight * weight : 0;
    }
    plan->exact = i;
    plan->left = i < plan->count ? sqrtf(square) + 1 : 0;
}

static bool is_same_sector(
        const struct partition *p, const struct partition_asked *asked, uint32_t place) {
    struct partition_sectors theirs = p->sectors[place];
    uint64_t shared =
            (theirs.customers & asked->ours.market) | (theirs.market & asked->ours.customers);
    return shared & ~PARTITION_NO_SECTOR;
}

/* Organisations take the best of their slots. Of those that came to nothing on the other side, when
 * that is through, only who is enough alone. Nothing here branches: what is picked is hard to guess. */
static void take_picked(const struct half *h, const struct partition_asked *asked, size_t picked,
        struct partition_room *room) {
    uint16_t market = partition_fold(asked->ours.market);
    uint16_t customers = partition_fold(asked->ours.customers);
    const uint16_t *const least[] = {h->second ? h->alone : h->useful, h->useful};
    for (size_t i = 0; i < picked; i++) {
        if (i + PICKED_AHEAD < picked) {
            __builtin_prefetch(&h->list->slot[room->picked.where[i + PICKED_AHEAD]]);
        }
        struct partition_slot slot = h->list->slot[room->picked.where[i]];
        uint16_t sum = room->picked.sum[i];
        uint16_t *best = &h->best[slot.owner];
        bool same = (slot.customers & market) | (slot.market & customers);
        bool touched = room->x[slot.owner] | room->y[slot.owner];
        bool enough = sum >= least[touched][same];
        room->touched[room->touched_count] = slot.owner;
        room->touched_count += enough & !touched;
        *best = (enough & (sum > *best)) ? sum : *best;
    }
}

static void one_half(const struct partition *p, const struct scan *scan, struct half *h,
        const struct partition_asked *asked, struct partition_room *room) {
    const struct profile *own = asked->own;
    for (size_t i = 0; i < own->text_count; i++) {
        const struct profile_text *t = &own->texts[i];
        if (t->offer != h->offers || !fit_is_open(t, asked->today)) {
            continue;
        }
        make_plan(room->plan, p, h, asked, t);
        if (room->plan->count) {
            sum_all(h->list, room->plan, &room->sums);
            bound_blocks(scan, h->list, room->plan, room->sums.bound);
            size_t picked = scan->pick(&room->sums, h->list->slots, h->least, room->picked);
            take_picked(h, asked, picked, room);
        }
    }
}

static uint16_t smaller(uint16_t a, uint16_t b) {
    return a < b ? a : b;
}

/* Folding takes some strangers for those of the same sector, to whom no more may apply. */
static void set_limits(struct half *h, const struct partition_asked *asked) {
    const struct partition_limits *limits[] = {&asked->strangers, &asked->same_sector};
    for (size_t same = 0; same < 2; same++) {
        float alone = h->offers ? limits[same]->y_alone : limits[same]->x_alone;
        h->alone[same] = limit(alone, h->scale);
        h->useful[same] = smaller(h->alone[same], limit(limits[same]->with, h->scale));
    }
    h->alone[true] = smaller(h->alone[true], h->alone[false]);
    h->useful[true] = smaller(h->useful[true], h->useful[false]);
    h->least = limit(asked->reach, h->scale);
}

static bool passes(const struct half *x, const struct half *y, uint32_t place, bool same) {
    uint16_t a = x->best[place];
    uint16_t b = y->best[place];
    return a >= x->alone[same] || b >= y->alone[same] ||
           (a >= x->useful[same] && b >= y->useful[same]);
}

/* In steps of 1/65,536, and not less than what was not taken. */
static uint16_t at_most(const struct half *h, uint32_t place, bool same) {
    uint16_t sum = h->best[place] < h->useful[same] ? h->useful[same] : h->best[place];
    float most = (float)sum / h->scale;
    return most < SCAN_SUM_MOST ? (uint16_t)ceilf(most) : SCAN_SUM_MOST;
}

size_t partition_pass(const struct partition *p, const struct scan *scan,
        const struct partition_asked *asked, struct partition_room *room) {
    struct half x = {.list = &p->side[OF_OFFERS], .offers = false, .best = room->x};
    struct half y = {.list = &p->side[OF_NEEDS], .offers = true, .second = true, .best = room->y};
    struct half *halves[] = {&x, &y};
    room->touched_count = 0;
    for (size_t i = 0; i < 2; i++) {
        scale_half(halves[i], asked);
        set_limits(halves[i], asked);
        one_half(p, scan, halves[i], asked, room);
    }
    size_t passed = 0;
    for (size_t i = 0; i < room->touched_count; i++) {
        uint32_t place = room->touched[i];
        if (i + TOUCHED_AHEAD < room->touched_count) {
            __builtin_prefetch(&p->sectors[room->touched[i + TOUCHED_AHEAD]]);
        }
        bool same = is_same_sector(p, asked, place);
        if (passes(&x, &y, place, same)) {
            room->passed[passed] = place;
            room->px[passed] = at_most(&x, place, same);
            room->py[passed++] = at_most(&y, place, same);
        }
        room->x[place] = 0;
        room->y[place] = 0;
    }
    return passed;
}
