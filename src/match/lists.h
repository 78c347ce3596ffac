/* The best partners of everybody, kept exact through every change.
 *
 * A list keeps more than it shows, so that one who leaves it can be struck off without asking anew.
 * When an organisation changes, three things follow: its own list is asked for; those whose lists
 * it stood in, or now belongs in, are found by one question each with its old and its new texts
 * (fits are the same both ways); and lists that have become too short are asked for anew. */
#pragma once

#include "match/finder.h"

enum { LISTS_KEPT = 32, LISTS_SHOWN = 20 };

struct list {
    struct finding at[LISTS_KEPT]; /* the best first */
    uint8_t count;
    bool known; /* it was asked for */
    bool whole; /* there is nobody else */
};

struct lists {
    struct arena *mem;
    struct list *at; /* by organisation */
    float *last;     /* how good one must be to stand in it: at least so good */
    size_t count, list_room, last_room;
};

/* How everybody's questions are asked: what is not of one organisation. */
struct lists_by {
    const struct finder *finder;
    struct finder_room *room;
    int32_t today;
    bool at_home;
    bool (*wanted)(const void *context, uint32_t own, uint32_t other); /* both ways the same */
    const void *context;
};

void lists_open(struct lists *l, struct arena *mem);

/* Asks for one list anew. Lists that were not asked for yet are left alone by changes. */
void lists_fill(struct lists *l, const struct lists_by *by, uint32_t organisation);

struct lists_changed {
    size_t struck, entered, asked; /* lists */
};

/* After finder_put() of the organisation; `old` is the profile it had, or NULL. Where several were put
 * in before, this is called for each of them in turn, with what each was before the first. */
struct lists_changed lists_change(struct lists *l, const struct lists_by *by, uint32_t organisation,
        const struct profile *old);
