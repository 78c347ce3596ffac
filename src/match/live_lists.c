#include "match/live_lists.h"

#include <pthread.h>
#include <stdlib.h>

enum { NOTED_MOST = 200 }; /* after more, all are asked for anew */

struct live_lists {
    pthread_mutex_t looking; /* held while a list changes, or is copied */
    struct arena mem;
    struct lists lists;
    struct finder_room *room;
    uint32_t next; /* all before it are known */
    struct index_changed noted;
};

static void begin(struct live_lists *l) {
    lists_open(&l->lists, &l->mem);
    l->room = finder_room(&l->mem);
    l->next = 0;
    l->noted = (struct index_changed){0};
}

struct live_lists *live_lists_open(void) {
    struct live_lists *l = calloc(1, sizeof(*l)); /* outlives every unit of work */
    if (l) {
        pthread_mutex_init(&l->looking, NULL);
        begin(l);
    }
    return l;
}

void live_lists_close(struct live_lists *l) {
    if (l) {
        pthread_mutex_destroy(&l->looking);
        arena_free(&l->mem);
        free(l);
    }
}

void live_lists_forget(struct live_lists *l) {
    pthread_mutex_lock(&l->looking);
    arena_free(&l->mem);
    begin(l);
    pthread_mutex_unlock(&l->looking);
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
        if (o < l->lists.count && l->lists.at[o].known) {
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
        pthread_mutex_lock(&l->looking);
        (void)lists_change(&l->lists, &by, o, l->noted.profiles[i]);
        if (o < l->next && !l->lists.at[o].known) {
            lists_fill(&l->lists, &by, o);
        }
        pthread_mutex_unlock(&l->looking);
    }
    pthread_mutex_lock(&l->looking);
    ask_anew(l, v, &by, &l->noted.parted);
    pthread_mutex_unlock(&l->looking);
    l->noted.count = 0;
    l->noted.parted.count = 0;
}

bool live_lists_fill(struct live_lists *l, const struct live_lists_view *v, size_t most) {
    struct lists_by by = by_view(l, v);
    for (size_t i = 0; i < most && l->next < v->index->finder.count; i++) {
        pthread_mutex_lock(&l->looking);
        lists_fill(&l->lists, &by, l->next++);
        pthread_mutex_unlock(&l->looking);
    }
    return l->next < v->index->finder.count;
}

bool live_lists_at(struct live_lists *l, uint32_t organisation, struct list *copy) {
    pthread_mutex_lock(&l->looking);
    bool known = organisation < l->lists.count && l->lists.at[organisation].known;
    if (known) {
        *copy = l->lists.at[organisation];
    }
    pthread_mutex_unlock(&l->looking);
    return known;
}
