#include "match/live_lists.h"

#include <stdlib.h>

enum { NOTED_MOST = 200 }; /* after more, all are asked for anew */

struct live_lists {
    struct arena mem;
    struct lists lists;
    struct finder_room *room;
    uint32_t next; /* all before it are known */
    struct index_changed noted;
};

struct live_lists *live_lists_open(void) {
    struct live_lists *l = calloc(1, sizeof(*l)); /* outlives every unit of work */
    if (l) {
        lists_open(&l->lists, &l->mem);
        l->room = finder_room(&l->mem);
    }
    return l;
}

void live_lists_close(struct live_lists *l) {
    if (l) {
        arena_free(&l->mem);
        free(l);
    }
}

void live_lists_forget(struct live_lists *l) {
    lists_forget(&l->lists);
    l->next = 0;
    l->noted.count = 0;
    l->noted.parted.count = 0;
}

static bool is_wanted(const void *context, uint32_t own, uint32_t other) {
    const struct live_lists_view *v = context;
    const struct roster_organisation *all = v->roster->organisations;
    return !index_refused(v->index, REFUSAL_ORGANISATIONS, all[own].id, all[other].id);
}

static struct lists_by by_view(const struct live_lists *l, const struct live_lists_view *v) {
    return (struct lists_by){.finder = &v->index->finder,
            .room = l->room,
            .today = v->today,
            .wanted = is_wanted,
            .context = v};
}

/* Who refused somebody, or no longer does, is asked for anew: the other is one of few. */
static void ask_anew(struct live_lists *l, const struct live_lists_view *v,
        const struct lists_by *by, const struct news_ids *parted) {
    for (size_t i = 0; i < parted->count; i++) {
        uint32_t o = roster_organisation_at(v->roster, parted->at[i]);
        if (lists_at(&l->lists, o).known) {
            lists_fill(&l->lists, by, o);
        }
    }
}

/* Once each, with what it was first. */
static void note_one(struct live_lists *l, uint32_t organisation, const struct profile *old) {
    struct index_changed *n = &l->noted;
    for (size_t i = 0; i < n->count; i++) {
        if (n->organisations[i] == organisation) {
            return;
        }
    }
    arena_room(&l->mem, uint32_t, n->organisations, n->count, n->organisation_room);
    arena_room(&l->mem, const struct profile *, n->profiles, n->count, n->profile_room);
    n->organisations[n->count] = organisation;
    n->profiles[n->count++] = old;
}

void live_lists_note(struct live_lists *l, const struct index_changed *changed) {
    if (l->noted.count + changed->count > NOTED_MOST) {
        live_lists_forget(l);
        return;
    }
    for (size_t i = 0; i < changed->count; i++) {
        note_one(l, changed->organisations[i], changed->profiles[i]);
    }
    for (size_t i = 0; i < changed->parted.count; i++) {
        news_add(&l->mem, &l->noted.parted, changed->parted.at[i]);
    }
}

/* In the order in which they were noted: whoever changed as well is asked for after it. */
void live_lists_follow(struct live_lists *l, const struct live_lists_view *v) {
    struct lists_by by = by_view(l, v);
    for (size_t i = 0; i < l->noted.count; i++) {
        uint32_t o = l->noted.organisations[i];
        (void)lists_change(&l->lists, &by, o, l->noted.profiles[i]);
        if (o < l->next && !lists_at(&l->lists, o).known) {
            lists_fill(&l->lists, &by, o);
        }
    }
    ask_anew(l, v, &by, &l->noted.parted);
    l->noted.count = 0;
    l->noted.parted.count = 0;
}

bool live_lists_fill(struct live_lists *l, const struct live_lists_view *v, size_t most) {
    struct lists_by by = by_view(l, v);
    for (size_t i = 0; i < most && l->next < v->index->finder.count; i++) {
        lists_fill(&l->lists, &by, l->next++);
    }
    return l->next < v->index->finder.count;
}

struct list live_lists_at(const struct live_lists *l, uint32_t organisation) {
    return lists_at(&l->lists, organisation);
}
