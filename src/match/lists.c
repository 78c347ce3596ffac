#include "match/lists.h"

#include <string.h>

enum { COUNT_BITS = 8, KNOWN = 1 << COUNT_BITS, WHOLE = 2 << COUNT_BITS };

void lists_open(struct lists *l, struct arena *mem) {
    *l = (struct lists){.mem = mem};
}

static unsigned long long packed(struct finding one) {
    unsigned long long bits = 0;
    memcpy(&bits, &one, sizeof(one));
    return bits;
}

static struct finding unpacked(unsigned long long bits) {
    struct finding one = {0};
    memcpy(&one, &bits, sizeof(one));
    return one;
}

static struct list copy(const struct list_kept *kept) {
    struct list list = {0};
    unsigned before = 0;
    do {
        before = kept->version;
        unsigned state = kept->state;
        list.count = (uint8_t)state;
        list.known = state & KNOWN;
        list.whole = state & WHOLE;
        for (size_t i = 0; i < list.count; i++) {
            list.at[i] = unpacked(kept->at[i]);
        }
    } while (before % 2 || before != kept->version);
    return list;
}

struct list lists_at(const struct lists *l, uint32_t organisation) {
    return organisation < l->count ? copy(&l->at[organisation]) : (struct list){0};
}

static void keep(struct lists *l, uint32_t organisation, const struct list *list) {
    struct list_kept *kept = &l->at[organisation];
    kept->version++;
    kept->state = list->count | (list->known ? KNOWN : 0U) | (list->whole ? WHOLE : 0U);
    for (size_t i = 0; i < list->count; i++) {
        kept->at[i] = packed(list->at[i]);
    }
    kept->version++;
    l->last[organisation] = list->whole || !list->count ? 0 : list->at[list->count - 1].score;
}

static void keep_unknown(struct lists *l, uint32_t organisation) {
    keep(l, organisation, &(struct list){0});
    l->last[organisation] = 2; /* nobody is so good: a list that is not known takes nobody in */
}

/* Where all of them move, whoever still looks at the old place sees what stood there then. */
static void make_room(struct lists *l, size_t count) {
    for (size_t held = l->count; held < count; l->count = ++held) {
        l->at = arena_roomy(l->mem, l->at, sizeof(struct list_kept), held, &l->list_room);
        arena_room(l->mem, float, l->last, held, l->last_room);
        memset(&l->at[held], 0, sizeof(struct list_kept));
        keep_unknown(l, (uint32_t)held);
    }
}

void lists_forget(struct lists *l) {
    for (uint32_t i = 0; i < l->count; i++) {
        keep_unknown(l, i);
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

void lists_fill(struct lists *l, const struct lists_by *by, uint32_t organisation) {
    struct arena mem = {0};
    struct one_of one = {by, organisation};
    struct finder_wish wish = wish_of(by, &one, by->finder->profiles[organisation]);
    wish.most = LISTS_KEPT;
    struct findings found = finder_find(&mem, by->finder, by->room, &wish);
    make_room(l, by->finder->count);
    struct list list = {
            .count = (uint8_t)found.count, .known = true, .whole = found.count < LISTS_KEPT};
    for (size_t i = 0; i < found.count; i++) {
        list.at[i] = found.at[i];
    }
    keep(l, organisation, &list);
    arena_free(&mem);
}

static bool strike(struct list *list, uint32_t organisation) {
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].organisation != organisation) {
            list->at[kept++] = list->at[i];
        }
    }
    bool struck = kept < list->count;
    list->count = (uint8_t)kept;
    return struck;
}

static bool is_better(const struct finder *f, struct finding a, struct finding b) {
    return a.score != b.score ? a.score > b.score : f->ids[a.organisation] < f->ids[b.organisation];
}

/* Worse than the last is in no list that has others behind it. */
static bool enter(struct list *list, const struct finder *f, struct finding one) {
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
        struct list list = lists_at(l, before.at[i].organisation);
        done.struck += strike(&list, organisation);
        keep(l, before.at[i].organisation, &list);
    }
    struct findings after =
            concerned(&mem, l, by, organisation, by->finder->profiles[organisation]);
    for (size_t i = 0; i < after.count; i++) {
        struct list list = lists_at(l, after.at[i].organisation);
        (void)strike(&list, organisation); /* it may stand there as it is now */
        done.entered += enter(&list, by->finder, (struct finding){organisation, after.at[i].score});
        keep(l, after.at[i].organisation, &list);
    }
    for (size_t i = 0; i < before.count; i++) {
        struct list list = lists_at(l, before.at[i].organisation);
        if (list.count < LISTS_SHOWN && !list.whole) {
            lists_fill(l, by, before.at[i].organisation);
            done.asked++;
        }
    }
    if (lists_at(l, organisation).known) {
        lists_fill(l, by, organisation);
    }
    arena_free(&mem);
    return done;
}
