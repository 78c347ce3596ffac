/* The quick way finds what the plain definition finds: in thousands of worlds, in every form of the
 * question, while some stand apart, and with either form of the innermost loops. */
#include "tests/crowd.h"
#include "tests/test.h"

#include <string.h>

enum { WORLDS = 10000, ASKED_EACH = 3, TOLD_MOST = 5 };

struct world_of_one {
    struct crowd crowd;
    struct crowd_form form;
    uint64_t state;
    float *above_each;
};

static bool even(const void *context, uint32_t organisation) {
    (void)context;
    return organisation % 2 == 0;
}

static bool same(struct findings a, struct findings b) {
    return a.count == b.count && (a.count == 0 || memcmp(a.at, b.at, a.count * sizeof(*a.at)) == 0);
}

static struct finder_wish wish_made(struct world_of_one *w) {
    static const size_t most[] = {0, 1, 5, 20, 32};
    uint32_t own = crowd_below(&w->state, w->form.organisations);
    struct finder_wish wish = {.own = own,
            .profile = w->crowd.finder.profiles[own],
            .most = most[crowd_below(&w->state, sizeof(most) / sizeof(*most))],
            .today = CROWD_TODAY,
            .by = (enum fit_by)crowd_below(&w->state, FIT_BYS),
            .at_home = crowd_below(&w->state, 2),
            .wanted = crowd_below(&w->state, 4) ? NULL : even};
    if (crowd_below(&w->state, 4) == 0) {
        wish.above = (float)crowd_below(&w->state, 100) / 150;
    }
    if (crowd_below(&w->state, 6) == 0) {
        wish.above_each = w->above_each;
        wish.most = 0;
    }
    return wish;
}

static size_t ask(struct world_of_one *w, struct finder_room *room, struct arena *mem) {
    struct finder_wish wish = wish_made(w);
    struct findings want = finder_find_plainly(mem, &w->crowd.finder, &wish);
    struct findings got = finder_find(mem, &w->crowd.finder, room, &wish);
    if (!same(want, got) && test_failures < TOLD_MOST) {
        printf("seed %llu: %zu found, %zu wanted, most %zu, by %d, at home %d, above %f\n",
                (unsigned long long)w->form.seed, got.count, want.count, wish.most, (int)wish.by,
                wish.at_home, (double)wish.above);
    }
    CHECK(same(want, got));
    return want.count;
}

/* The best twenty of one, who has at least so many. */
static bool finds_best(
        const struct finder *f, struct finder_room *room, uint32_t own, size_t least) {
    struct arena mem = {0};
    struct finder_wish wish = {
            .own = own, .profile = f->profiles[own], .most = 20, .today = CROWD_TODAY};
    struct findings want = finder_find_plainly(&mem, f, &wish);
    bool right = want.count >= least && same(want, finder_find(&mem, f, room, &wish));
    arena_free(&mem);
    return right;
}

static struct crowd_form form_made(uint64_t seed) {
    uint64_t state = seed;
    static const uint32_t sizes[] = {1, 3, 20, 64, 65, 130, 400};
    return (struct crowd_form){.seed = seed,
            .organisations = sizes[crowd_below(&state, sizeof(sizes) / sizeof(*sizes))],
            .concepts = 3 + crowd_below(&state, 1U << (2 + crowd_below(&state, 9))),
            .texts_each = 1 + (double)crowd_below(&state, 40) / 10,
            .meant = 1 + crowd_below(&state, 12),
            .countries = 1 + crowd_below(&state, 5),
            .business = (double)crowd_below(&state, 3) / 2,
            .conditions = crowd_below(&state, 2)};
}

static size_t one_world(uint64_t seed, struct finder_room *room, struct arena *mem) {
    struct world_of_one w = {.form = form_made(seed), .state = seed};
    size_t found = 0;
    crowd_open(&w.crowd, &w.form);
    w.above_each = arena_new(mem, float, w.form.organisations);
    for (uint32_t i = 0; i < w.form.organisations; i++) {
        w.above_each[i] = (float)crowd_below(&w.state, 100) / 200;
    }
    finder_build_all(&w.crowd.finder);
    w.crowd.finder.scan = seed % 2 ? scan_best() : scan_portable();
    for (uint32_t i = 0; i < ASKED_EACH; i++) {
        found += ask(&w, room, mem);
    }
    uint32_t changed = crowd_below(&w.state, w.form.organisations);
    (void)crowd_change(&w.crowd, &w.form, changed, seed + 1);
    finder_put(&w.crowd.finder, crowd_below(&w.state, w.form.organisations), 1000, NULL);
    found += ask(&w, room, mem);
    uint32_t due = finder_due(&w.crowd.finder, 0);
    CHECK(due == 0);
    struct partition *fresh = finder_build(&w.crowd.finder, due);
    finder_take(&w.crowd.finder, due, fresh);
    partition_close(fresh);
    CHECK(finder_due(&w.crowd.finder, 0) == FINDER_NONE);
    found += ask(&w, room, mem);
    crowd_close(&w.crowd);
    return found;
}

static void in_ten_thousand_worlds_it_finds_what_is_defined(void) {
    struct arena mem = {0};
    struct finder_room *room = finder_room(&mem);
    size_t found = 0;
    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        struct arena one = {0};
        found += one_world(seed, room, &one);
        arena_free(&one);
    }
    CHECK(found > WORLDS);
    arena_free(&mem);
}

/* More than one partition, and an organisation of hundreds of texts, whose sums need scaling. */
static void across_partitions_as_well(void) {
    struct arena mem = {0};
    struct finder_room *room = finder_room(&mem);
    struct world_of_one w = {.form = {.seed = 7,
                                     .organisations = PARTITION_MOST,
                                     .concepts = 4000,
                                     .texts_each = 2.5,
                                     .meant = 10,
                                     .countries = 20,
                                     .business = 0.7,
                                     .conditions = true}};
    crowd_open(&w.crowd, &w.form);
    w.form.texts_each = 150;
    (void)crowd_change(&w.crowd, &w.form, 17, 3);
    finder_build_all(&w.crowd.finder);
    CHECK(w.crowd.finder.partition_count == 2);
    w.above_each = arena_new(&mem, float, w.form.organisations);
    for (uint32_t i = 0; i < 20; i++) {
        (void)ask(&w, room, &mem);
    }
    CHECK(w.crowd.finder.profiles[17]->text_count > 20);
    CHECK(finds_best(&w.crowd.finder, room, 17, 20));
    crowd_close(&w.crowd);
    arena_free(&mem);
}

/* What the first partition holds promises more than the others keep, so that they are searched again. */
static void where_too_much_was_hoped_for(void) {
    enum { FULL = 2000, THINNED = 300 };
    struct arena mem = {0};
    struct finder_room *room = finder_room(&mem);
    struct world_of_one w = {.form = {.seed = 23,
                                     .organisations = 2 * PARTITION_MOST + FULL,
                                     .concepts = 300,
                                     .texts_each = 2,
                                     .meant = 4,
                                     .countries = 5,
                                     .business = 0.5}};
    crowd_open(&w.crowd, &w.form);
    struct finder *f = &w.crowd.finder;
    for (uint32_t i = FULL; i < w.form.organisations; i++) {
        if (i < PARTITION_MOST || i % THINNED) {
            finder_put(f, i, i, NULL);
        }
    }
    finder_build_all(f);
    CHECK(f->partition_count == 3);
    for (uint32_t own = 0; own < FULL; own += 100) {
        CHECK(finds_best(f, room, own, 0));
    }
    crowd_close(&w.crowd);
    arena_free(&mem);
}

/* So many texts that they share slots, whose sums are scaled so that none overflows. */
static void where_slots_run_out_too(void) {
    struct arena mem = {0};
    struct finder_room *room = finder_room(&mem);
    struct world_of_one w = {.form = {.seed = 11,
                                     .organisations = 1500,
                                     .concepts = 900,
                                     .texts_each = 180,
                                     .meant = 5,
                                     .countries = 3,
                                     .business = 0.5}};
    crowd_open(&w.crowd, &w.form);
    finder_build_all(&w.crowd.finder);
    const struct partition *p = w.crowd.finder.partitions[0];
    CHECK(p->side[OF_NEEDS].slots == PARTITION_SLOTS && p->side[OF_NEEDS].length > 256);
    for (uint32_t own = 0; own < 3; own++) {
        CHECK(finds_best(&w.crowd.finder, room, own, 20));
    }
    crowd_close(&w.crowd);
    arena_free(&mem);
}

int main(void) {
    in_ten_thousand_worlds_it_finds_what_is_defined();
    across_partitions_as_well();
    where_too_much_was_hoped_for();
    where_slots_run_out_too();
    return test_failures != 0;
}
