/* After every change every list is what it would be if it were asked for anew, by the plain
 * definition. */
#include "match/lists.h"
#include "tests/crowd.h"
#include "tests/test.h"

#include <string.h>

enum { WORLDS = 20, CHANGES_EACH = 150 };

struct kept {
    struct crowd crowd;
    struct crowd_form form;
    struct arena mem;
    struct lists lists;
    struct lists_by by;
    uint64_t state;
};

static bool not_next(const void *context, uint32_t own, uint32_t other) {
    (void)context;
    return own + 1 != other && other + 1 != own;
}

static bool to_one(const void *context, uint32_t other) {
    return not_next(NULL, *(const uint32_t *)context, other);
}

static bool is_exact(const struct kept *k, struct arena *mem, uint32_t own) {
    struct list list = lists_at(&k->lists, own);
    struct finder_wish wish = {.own = own,
            .profile = k->crowd.finder.profiles[own],
            .most = LISTS_KEPT,
            .today = CROWD_TODAY,
            .wanted = to_one,
            .context = &own};
    struct findings want = finder_find_plainly(mem, &k->crowd.finder, &wish);
    size_t shown = want.count < LISTS_SHOWN ? want.count : LISTS_SHOWN;
    bool same = list.count >= shown && list.count <= want.count;
    for (size_t i = 0; same && i < list.count; i++) {
        same = list.at[i].organisation == want.at[i].organisation &&
               list.at[i].score == want.at[i].score;
    }
    return same && (!list.whole || list.count == want.count);
}

static size_t count_exact(const struct kept *k) {
    struct arena mem = {0};
    size_t exact = 0;
    for (uint32_t i = 0; i < k->crowd.finder.count; i++) {
        exact += is_exact(k, &mem, i);
        arena_rewind(&mem, (struct arena_mark){0});
    }
    arena_free(&mem);
    return exact;
}

static void open_kept(struct kept *k, uint64_t seed) {
    k->state = seed;
    k->form = (struct crowd_form){.seed = seed,
            .organisations = 30 + crowd_below(&k->state, 200),
            .concepts = 10 + crowd_below(&k->state, 100),
            .texts_each = 2,
            .meant = 6,
            .countries = 4,
            .business = 0.6,
            .conditions = true};
    crowd_open(&k->crowd, &k->form);
    finder_build_all(&k->crowd.finder);
    lists_open(&k->lists, &k->mem);
    k->by = (struct lists_by){.finder = &k->crowd.finder,
            .room = finder_room(&k->mem),
            .today = CROWD_TODAY,
            .wanted = not_next};
    for (uint32_t i = 0; i < k->crowd.finder.count; i++) {
        lists_fill(&k->lists, &k->by, i);
    }
}

/* Returns the profile it had. */
static const struct profile *put_other(struct kept *k, uint32_t who, uint64_t number) {
    struct finder *f = &k->crowd.finder;
    const struct profile *old = f->profiles[who];
    if (crowd_below(&k->state, 2)) {
        finder_put(f, who, f->ids[who], NULL);
    } else {
        (void)crowd_change(&k->crowd, &k->form, who, 1000 * k->form.seed + number);
    }
    return old;
}

/* One or two at once: neighbours, which never partner, and others. */
static struct lists_changed change(struct kept *k, uint64_t number) {
    struct finder *f = &k->crowd.finder;
    uint32_t who = crowd_below(&k->state, (uint32_t)f->count);
    uint32_t too = (who + 1 + crowd_below(&k->state, (uint32_t)f->count - 1)) % (uint32_t)f->count;
    bool both = crowd_below(&k->state, 3) == 0;
    const struct profile *old = put_other(k, who, 2 * number);
    const struct profile *old_too = both ? put_other(k, too, 2 * number + 1) : NULL;
    if (crowd_below(&k->state, 8) == 0) {
        finder_build_all(f);
    }
    struct lists_changed done = lists_change(&k->lists, &k->by, who, old);
    if (both) {
        (void)lists_change(&k->lists, &k->by, too, old_too);
    }
    return done;
}

static void through_every_change_lists_stay_exact(void) {
    struct lists_changed all = {0};
    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        struct kept k = {0};
        open_kept(&k, seed);
        CHECK(count_exact(&k) == k.crowd.finder.count);
        for (uint64_t i = 0; i < CHANGES_EACH; i++) {
            struct lists_changed one = change(&k, i);
            all.struck += one.struck;
            all.entered += one.entered;
            all.asked += one.asked;
            size_t exact = count_exact(&k);
            CHECK(exact == k.crowd.finder.count);
            if (exact < k.crowd.finder.count) {
                printf("seed %llu, change %llu: %zu of %zu\n", (unsigned long long)seed,
                        (unsigned long long)i, exact, k.crowd.finder.count);
                return;
            }
        }
        crowd_close(&k.crowd);
        arena_free(&k.mem);
    }
    CHECK(all.struck > WORLDS && all.entered > WORLDS && all.asked > 0);
}

static void a_list_that_was_not_asked_for_takes_nobody_in(void) {
    struct kept k = {0};
    open_kept(&k, 5);
    struct lists few;
    lists_open(&few, &k.mem);
    lists_fill(&few, &k.by, 3);
    const struct profile *old = k.crowd.finder.profiles[0];
    (void)crowd_change(&k.crowd, &k.form, 0, 99);
    (void)lists_change(&few, &k.by, 0, old);
    CHECK(lists_at(&few, 3).known && lists_at(&few, 3).count > 0);
    CHECK(!lists_at(&few, 0).known && lists_at(&few, 0).count == 0 && lists_at(&few, 7).count == 0);
    lists_forget(&few);
    CHECK(!lists_at(&few, 3).known && lists_at(&few, 3).count == 0);
    CHECK(!lists_at(&few, UINT32_MAX).known);
    crowd_close(&k.crowd);
    arena_free(&k.mem);
}

int main(void) {
    through_every_change_lists_stay_exact();
    a_list_that_was_not_asked_for_takes_nobody_in();
    return test_failures != 0;
}
