#include "match/lists.h"

void lists_open(struct lists *l, struct arena *mem) {
    *l = (struct lists){.mem = mem};
}

static void make_room(struct lists *l, size_t count) {
    while (l->count < count) {
        arena_room(l->mem, struct list, l->at, l->count, l->list_room);
        arena_room(l->mem, float, l->last, l->count, l->last_room);
        l->at[l->count] = (struct list){0};
        l->last[l->count++] = 2; /* nobody is so good: a list that is not known takes nobody in */
    }
}

struct one_of {
    const struct lists_by *by;
    uint32_t own;
};

static bool is_wanted(const void *context, uint32_t other) {
    const struct one_of *one = context;
    return one->by->wanted(one->by->context, one->own, other);
}

static struct finder_wish wish_of(
        const struct lists_by *by, const struct one_of *one, const struct profile *profile) {
    return (struct finder_wish){.own = one->own,
            .profile = profile,
            .today = by->today,
            .at_home = by->at_home,
            .wanted = by->wanted ? is_wanted : NULL,
            .context = one};
}

static void set_last(struct lists *l, uint32_t organisation) {
    const struct list *list = &l->at[organisation];
    l->last[organisation] = list->whole || !list->count ? 0 : list->at[list->count - 1].score;
}

void lists_fill(struct lists *l, const struct lists_by *by, uint32_t organisation) {
    struct arena mem = {0};
    struct one_of one = {by, organisation};
    struct finder_wish wish = wish_of(by, &one, by->finder->profiles[organisation]);
    wish.most = LISTS_KEPT;
    struct findings found = finder_find(&mem, by->finder, by->room, &wish);
    make_room(l, by->finder->count);
    struct list *list = &l->at[organisation];
    *list = (struct list){
            .count = (uint8_t)found.count, .known = true, .whole = found.count < LISTS_KEPT};
    for (size_t i = 0; i < found.count; i++) {
        list->at[i] = found.at[i];
    }
    set_last(l, organisation);
    arena_free(&mem);
}

static bool strike(struct lists *l, uint32_t from, uint32_t organisation) {
    struct list *list = &l->at[from];
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].organisation != organisation) {
            list->at[kept++] = list->at[i];
        }
    }
    bool struck = kept < list->count;
    list->count = (uint8_t)kept;
    set_last(l, from);
    return struck;
}

static bool is_better(const struct finder *f, struct finding a, struct finding b) {
    return a.score != b.score ? a.score > b.score : f->ids[a.organisation] < f->ids[b.organisation];
}

/* Worse than the last is in no list that has others behind it. */
static bool enter(struct lists *l, const struct finder *f, uint32_t into, struct finding one) {
    struct list *list = &l->at[into];
    size_t at = list->count;
    while (at > 0 && is_better(f, one, list->at[at - 1])) {
        at--;
    }
    if (at == list->count && !list->whole) {
        return false;
    }
    if (list->count == LISTS_KEPT) {
        list->count--;
    }
    for (size_t i = list->count; i > at; i--) {
        list->at[i] = list->at[i - 1];
    }
    list->at[at] = one;
    list->count++;
    list->whole &= list->count < LISTS_KEPT; /* whoever comes behind is not known from now on */
    set_last(l, into);
    return true;
}

/* Whoever has a list that someone with that profile is good enough for. */
static struct findings concerned(struct arena *mem, const struct lists *l,
        const struct lists_by *by, uint32_t organisation, const struct profile *profile) {
    struct one_of one = {by, organisation};
    struct finder_wish wish = wish_of(by, &one, profile);
    wish.above_each = l->last;
    return finder_find(mem, by->finder, by->room, &wish);
}

struct lists_changed lists_change(struct lists *l, const struct lists_by *by, uint32_t organisation,
        const struct profile *old) {
    struct arena mem = {0};
    struct lists_changed done = {0};
    make_room(l, by->finder->count);
    struct findings before = concerned(&mem, l, by, organisation, old);
    for (size_t i = 0; i < before.count; i++) {
        done.struck += strike(l, before.at[i].organisation, organisation);
    }
    struct findings after =
            concerned(&mem, l, by, organisation, by->finder->profiles[organisation]);
    for (size_t i = 0; i < after.count; i++) {
        struct finding one = {organisation, after.at[i].score};
        (void)strike(
                l, after.at[i].organisation, organisation); /* it may stand there as it is now */
        done.entered += enter(l, by->finder, after.at[i].organisation, one);
    }
    for (size_t i = 0; i < before.count; i++) {
        uint32_t short_one = before.at[i].organisation;
        const struct list *list = &l->at[short_one];
        if (list->count < LISTS_SHOWN && !list->whole) {
            lists_fill(l, by, short_one);
            done.asked++;
        }
    }
    if (l->at[organisation].known) {
        lists_fill(l, by, organisation);
    }
    arena_free(&mem);
    return done;
}
