#include "match/finder.h"

#include "match/bound.h"

#include <stdlib.h>

enum {
    FIRST = 64, /* those who may be best are weighed first: others fall out by what they come to */
    FEW = 128,  /* are weighed as they come */
    AHEAD = 8,  /* profiles are fetched so many before they are weighed */
    CACHE_LINE = 64,
    SIZE_AT_FIRST = 32768, /* of partitions, until there are texts to go by */
    SIZE_LEAST = 16384,
};

void finder_open(struct finder *f, struct arena *mem) {
    *f = (struct finder){.mem = mem, .partition_size = SIZE_AT_FIRST, .scan = scan_best()};
}

void finder_close(struct finder *f) {
    for (size_t i = 0; i < f->partition_count; i++) {
        partition_close(f->partitions[i]);
    }
    f->partition_count = 0;
}

static size_t keys_of(const struct profile *p) {
    size_t keys = 0;
    for (size_t i = 0; p && i < p->impact_count; i++) {
        size_t key = profile_keys(p)[i];
        keys = key >= keys ? key + 1 : keys;
    }
    return keys;
}

void finder_put(
        struct finder *f, uint32_t organisation, int64_t id, const struct profile *profile) {
    while (f->count <= organisation) {
        f->profiles = arena_roomy(f->mem, f->profiles, sizeof(void *), f->count, &f->profile_room);
        arena_room(f->mem, int64_t, f->ids, f->count, f->id_room);
        arena_room(f->mem, bool, f->apart, f->count, f->apart_room);
        f->profiles[f->count] = NULL;
        f->ids[f->count] = 0;
        f->apart[f->count++] = false;
    }
    size_t keys = keys_of(profile);
    f->keys = keys > f->keys ? keys : f->keys;
    f->profiles[organisation] = profile;
    f->ids[organisation] = id;
    if (!f->apart[organisation]) {
        f->apart[organisation] = true;
        arena_room(f->mem, uint32_t, f->loose, f->loose_count, f->loose_room);
        f->loose[f->loose_count++] = organisation;
    }
}

/* ---- partitions */

static size_t partitions_wanted(const struct finder *f) {
    return (f->count + f->partition_size - 1) / f->partition_size;
}

uint32_t finder_due(const struct finder *f, size_t apart_most) {
    uint32_t fullest = FINDER_NONE;
    size_t most = 0;
    if (f->loose_count <= apart_most) {
        return FINDER_NONE;
    }
    for (uint32_t p = 0; p < partitions_wanted(f); p++) {
        size_t apart = 0;
        for (size_t i = 0; i < f->loose_count; i++) {
            apart += f->loose[i] / f->partition_size == p;
        }
        if (apart > most) {
            most = apart;
            fullest = p;
        }
    }
    return fullest;
}

struct partition *finder_build(const struct finder *f, uint32_t number) {
    uint32_t first = number * f->partition_size;
    uint32_t left = (uint32_t)f->count - first;
    uint32_t end = first + (left < f->partition_size ? left : f->partition_size);
    return partition_build(&f->terms, f->profiles, first, end, f->keys);
}

void finder_take(struct finder *f, uint32_t number, struct partition *p) {
    f->partition_count = number < f->partition_count ? f->partition_count : number + 1;
    partition_close(f->partitions[number]);
    f->partitions[number] = partition_hold(p);
    size_t kept = 0;
    for (size_t i = 0; i < f->loose_count; i++) {
        if (f->loose[i] / f->partition_size == number) {
            f->apart[f->loose[i]] = false;
        } else {
            f->loose[kept++] = f->loose[i];
        }
    }
    f->loose_count = kept;
}

/* The larger the better, since each costs something to begin with, as long as few texts share a slot. */
static uint32_t fitting_size(const struct finder *f) {
    static const double filled = 15.0 / 16;
    double texts[PARTITION_SIDES] = {0};
    for (size_t i = 0; i < f->count; i++) {
        for (size_t j = 0; f->profiles[i] && j < f->profiles[i]->text_count; j++) {
            texts[f->profiles[i]->texts[j].offer ? OF_OFFERS : OF_NEEDS]++;
        }
    }
    double more = texts[OF_NEEDS] > texts[OF_OFFERS] ? texts[OF_NEEDS] : texts[OF_OFFERS];
    double size = more > 0 ? filled * PARTITION_SLOTS * (double)f->count / more : SIZE_AT_FIRST;
    size = size < SIZE_LEAST ? SIZE_LEAST : size;
    return size < PARTITION_MOST ? (uint32_t)size : PARTITION_MOST;
}

void finder_build_all(struct finder *f) {
    if (!f->partition_count) {
        f->partition_size = fitting_size(f);
    }
    for (uint32_t i = 0; i < partitions_wanted(f); i++) {
        struct partition *p = finder_build(f, i);
        finder_take(f, i, p);
        partition_close(p);
    }
}

void finder_take_all(struct finder *f, const struct finder *twin) {
    f->partition_size = twin->partition_size;
    for (uint32_t i = 0; i < twin->partition_count; i++) {
        finder_take(f, i, twin->partitions[i]);
    }
}

size_t finder_bytes(const struct finder *f) {
    size_t bytes = 2 * f->count * (sizeof(void *) + sizeof(*f->ids) + sizeof(*f->apart));
    for (size_t i = 0; i < f->count; i++) {
        bytes += f->profiles[i] ? profile_bytes(f->profiles[i]) : 0;
    }
    for (size_t i = 0; i < f->partition_count; i++) {
        bytes += f->partitions[i] ? f->partitions[i]->bytes : 0;
    }
    return bytes;
}

/* ---- asking */

/* Someone who may be good enough, and how good at most. */
struct candidate {
    uint32_t organisation;
    float at_most;
};

struct finder_room {
    struct arena mem; /* of one question */
    struct partition_room *sums;
    struct candidate *candidates;
    uint8_t *impacts;                   /* of our texts one behind the other, by key */
    float asked_for[FINDER_PARTITIONS]; /* how good those had to be who were looked for there */
};

struct finder_room *finder_room(struct arena *mem) {
    struct finder_room *room = arena_new(mem, struct finder_room, 1);
    room->sums = partition_room(mem);
    room->candidates = arena_new(mem, struct candidate, PARTITION_MOST);
    return room;
}

/* The good ones so far: the best first, or as they come where all are wanted. */
struct best {
    struct findings found;
    size_t room;
};

struct search {
    struct arena *mem;
    const struct finder *f;
    struct finder_room *room;
    const struct finder_wish *wish;
    struct bound bound;
    struct partition_asked asked;
    float planned; /* the threshold by which its limits were made; below 0: none yet */
    size_t keys;   /* the length of one text's impacts */
    struct best best;
    float threshold; /* at least so good is good enough; 0: anything is */
    float hoped;     /* so good will be good enough, as it seems; not below the threshold */
    bool again;      /* some of those who are weighed may be among the best already */
};

static bool is_better(const struct finder *f, struct finding a, struct finding b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    return f->ids[a.organisation] < f->ids[b.organisation];
}

static bool is_found(const struct search *s, uint32_t organisation) {
    const struct findings *found = &s->best.found;
    for (size_t i = 0; i < found->count; i++) {
        if (found->at[i].organisation == organisation) {
            return true;
        }
    }
    return false;
}

static void keep(struct search *s, struct finding one) {
    struct findings *found = &s->best.found;
    size_t most = s->wish->most;
    if (most && found->count == most && !is_better(s->f, one, found->at[most - 1])) {
        return;
    }
    if (s->again && is_found(s, one.organisation)) {
        return;
    }
    if (!most || found->count < most) {
        arena_room(s->mem, struct finding, found->at, found->count, s->best.room);
        found->count++;
    }
    size_t at = found->count - 1;
    for (; most && at > 0 && is_better(s->f, one, found->at[at - 1]); at--) {
        found->at[at] = found->at[at - 1];
    }
    found->at[at] = one;
    if (most && found->count == most && found->at[most - 1].score > s->threshold) {
        s->threshold = found->at[most - 1].score;
        s->hoped = s->hoped > s->threshold ? s->hoped : s->threshold;
    }
}

/* ---- weighing */

static void spread_impacts(struct search *s) {
    const struct profile *own = s->wish->profile;
    s->keys = keys_of(own);
    s->room->impacts = arena_new(&s->room->mem, uint8_t, s->keys * own->text_count + 1);
    for (size_t i = 0; i < own->text_count; i++) {
        const struct profile_text *t = &own->texts[i];
        uint8_t *at = s->room->impacts + i * s->keys;
        for (size_t j = 0; j < t->count; j++) {
            at[profile_keys(own)[t->from + j]] = profile_weights(own)[t->from + j];
        }
    }
}

static uint32_t sum_with(const uint8_t *impacts, size_t keys, const struct profile *other,
        const struct profile_text *t) {
    const uint16_t *key = profile_keys(other) + t->from;
    const uint8_t *weight = profile_weights(other) + t->from;
    uint32_t sum = 0;
    for (size_t i = 0; i < t->count; i++) {
        sum += key[i] < keys ? (uint32_t)impacts[key[i]] * weight[i] : 0;
    }
    return sum;
}

static float weigh(const struct search *s, const struct profile *other) {
    const struct profile *own = s->wish->profile;
    struct fit_both both = {0};
    struct fit_pair pair = {&s->f->terms, own, other};
    for (size_t i = 0; i < own->text_count; i++) {
        const uint8_t *impacts = s->room->impacts + i * s->keys;
        if (!fit_is_open(&own->texts[i], s->wish->today)) {
            continue;
        }
        for (size_t j = 0; j < other->text_count; j++) {
            const struct profile_text *t = &other->texts[j];
            if (t->offer != own->texts[i].offer && fit_is_open(t, s->wish->today)) {
                fit_add(&both, &pair, i, j, sum_with(impacts, s->keys, other, t));
            }
        }
    }
    return fit_score(&both, s->wish->by);
}

static bool is_abroad(const struct profile *a, const struct profile *b) {
    return a->country && b->country && a->country != b->country;
}

static float enough_for(const struct search *s, uint32_t organisation) {
    float each = s->wish->above_each ? s->wish->above_each[organisation] : 0;
    return each > s->threshold ? each : s->threshold;
}

static void consider(struct search *s, uint32_t organisation) {
    const struct finder_wish *wish = s->wish;
    const struct profile *other = s->f->profiles[organisation];
    if (!other || organisation == wish->own ||
            !(wish->at_home || is_abroad(wish->profile, other))) {
        return;
    }
    struct finding one = {organisation, weigh(s, other)};
    if (one.score > 0 && one.score >= enough_for(s, organisation) &&
            (!wish->wanted || wish->wanted(wish->context, organisation))) {
        keep(s, one);
    }
}

/* ---- one partition after the other */

static void fetch(const struct search *s, uint32_t organisation) {
    const struct profile *p = s->f->profiles[organisation];
    __builtin_prefetch(p);
    __builtin_prefetch((const char *)p + CACHE_LINE);
}

static size_t candidates_in(struct search *s, const struct partition *p) {
    if (s->planned != s->hoped) {
        s->planned = s->hoped;
        bound_limits(&s->bound, s->hoped, &s->asked);
    }
    struct partition_room *sums = s->room->sums;
    size_t passed = partition_pass(p, s->f->scan, &s->asked, sums);
    size_t count = 0;
    for (size_t i = 0; i < passed; i++) {
        uint32_t place = sums->passed[i];
        uint32_t organisation = p->first + place;
        if (organisation >= s->f->count || s->f->apart[organisation]) {
            continue;
        }
        float x = ((float)sums->px[i] + 0.5F) / PROFILE_SCALE;
        float y = ((float)sums->py[i] + 0.5F) / PROFILE_SCALE;
        float most = bound_most(&s->bound, x, y, p->sectors[place]) * 1.0001F;
        if (most > 0 && most >= s->hoped && most >= enough_for(s, organisation)) {
            __builtin_prefetch(&s->f->profiles[organisation]);
            s->room->candidates[count++] = (struct candidate){organisation, most};
        }
    }
    return count;
}

static void consider_all(struct search *s, const struct candidate *at, size_t count) {
    for (size_t i = 0; i < count && i < AHEAD; i++) {
        fetch(s, at[i].organisation);
    }
    for (size_t i = 0; i < count; i++) {
        if (i + AHEAD < count) {
            fetch(s, at[i + AHEAD].organisation);
        }
        if (at[i].at_most >= s->hoped) {
            consider(s, at[i].organisation);
        }
    }
}

/* Brings those to the front that may be best, some FIRST of them; returns how many. */
static size_t best_to_front(struct candidate *at, size_t count) {
    enum { STEPS = 256 };
    size_t in_step[STEPS] = {0};
    size_t above = 0;
    size_t step = STEPS - 1;
    for (size_t i = 0; i < count; i++) {
        size_t one = (size_t)(at[i].at_most * STEPS);
        in_step[one < STEPS ? one : STEPS - 1]++;
    }
    for (; step > 0 && above + in_step[step] < FIRST; step--) {
        above += in_step[step];
    }
    size_t front = 0;
    for (size_t i = 0; i < count; i++) {
        if (at[i].at_most * STEPS >= (float)step) {
            struct candidate one = at[front];
            at[front++] = at[i];
            at[i] = one;
        }
    }
    return front;
}

static void search_partition(struct search *s, size_t number) {
    const struct partition *p = s->f->partitions[number];
    s->room->asked_for[number] = s->hoped;
    if (!p) {
        return;
    }
    size_t count = candidates_in(s, p);
    size_t first = 0;
    if (count > FEW && s->wish->most) {
        first = best_to_front(s->room->candidates, count);
        consider_all(s, s->room->candidates, first);
    }
    consider_all(s, s->room->candidates + first, count - first);
}

/* Of twenty that are wanted, about one stands in every twentieth of the partitions. So what the
 * fourth best of the first ones comes to, all twenty will most likely come to. */
static void hope(struct search *s, size_t searched) {
    static const float more = 1.5F;
    static const float ahead = 3;
    const struct findings *found = &s->best.found;
    float share = (float)searched / (float)s->f->partition_count;
    size_t at = (size_t)(more * share * (float)s->wish->most + ahead);
    bool known = s->wish->above > 0;
    if (!known && at < s->wish->most && at < found->count && found->at[at].score > s->hoped) {
        s->hoped = found->at[at].score;
    }
}

/* Where too much was hoped for, those are looked for who were not good enough. */
static void search_again(struct search *s) {
    s->again = true;
    s->hoped = s->threshold;
    for (size_t i = 0; i < s->f->partition_count; i++) {
        if (s->room->asked_for[i] > s->threshold) {
            search_partition(s, i);
        }
    }
}

static void search_all(struct search *s) {
    const struct finder *f = s->f;
    for (size_t i = 0; i < f->partition_count; i++) {
        if (i + 1 < f->partition_count && f->partitions[i + 1]) {
            partition_fetch(f->partitions[i + 1], s->wish->profile);
        }
        search_partition(s, i);
        hope(s, i + 1);
    }
    for (size_t i = 0; i < f->loose_count; i++) {
        consider(s, f->loose[i]);
    }
    search_again(s);
}

/* For qsort_r(), which wants what is not constant. */
struct ordering {
    const struct finder *finder;
};

static int order(const void *a, const void *b, void *context) {
    const struct finder *finder = ((const struct ordering *)context)->finder;
    const struct finding *x = a;
    const struct finding *y = b;
    return is_better(finder, *x, *y) ? -1 : is_better(finder, *y, *x);
}

static void sort_findings(const struct finder *f, struct findings *found) {
    struct ordering by = {f};
    if (found->count > 1) {
        qsort_r(found->at, found->count, sizeof(*found->at), order, &by);
    }
}

struct findings finder_find(struct arena *mem, const struct finder *f, struct finder_room *room,
        const struct finder_wish *wish) {
    const struct profile *own = wish->profile;
    struct search s = {.mem = mem,
            .f = f,
            .room = room,
            .wish = wish,
            .asked = {.own = own, .today = wish->today},
            .planned = -1,
            .threshold = wish->above,
            .hoped = wish->above};
    if (!own) {
        return s.best.found;
    }
    s.bound = bound_of(&f->terms, own, wish->today, wish->by);
    s.asked.ours = s.bound.ours;
    if (bound_is_hopeless(&s.bound)) {
        return s.best.found;
    }
    spread_impacts(&s);
    search_all(&s);
    arena_rewind(&room->mem, (struct arena_mark){0});
    if (!wish->most) {
        sort_findings(f, &s.best.found);
    }
    return s.best.found;
}

struct findings finder_find_plainly(
        struct arena *mem, const struct finder *f, const struct finder_wish *wish) {
    struct findings found = {0};
    size_t room = 0;
    for (uint32_t i = 0; i < f->count && wish->profile; i++) {
        const struct profile *other = f->profiles[i];
        if (!other || i == wish->own || !(wish->at_home || is_abroad(wish->profile, other)) ||
                (wish->wanted && !wish->wanted(wish->context, i))) {
            continue;
        }
        struct fit_both both = fit_plain(&f->terms, wish->profile, other, wish->today);
        struct finding one = {i, fit_score(&both, wish->by)};
        float each = wish->above_each ? wish->above_each[i] : 0;
        if (one.score > 0 && one.score >= wish->above && one.score >= each) {
            arena_room(mem, struct finding, found.at, found.count, room);
            found.at[found.count++] = one;
        }
    }
    sort_findings(f, &found);
    found.count = wish->most && wish->most < found.count ? wish->most : found.count;
    return found;
}
