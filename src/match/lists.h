/* The best partners of everybody, kept exact through every change.
 *
 * A list keeps more than it shows, so that one who leaves it can be struck off without asking anew.
 * When an organisation changes, three things follow: its own list is asked for; those whose lists
 * it stood in, or now belongs in, are found by one question each with its old and its new texts
 * (fits are the same both ways); and lists that have become too short are asked for anew.
 *
 * One thread at a time changes them, and any number look meanwhile without a lock: each list has a
 * version that is odd while it is written (Boehm, Can seqlocks get along with programming language
 * memory models?, MSPC 2012, section 4). */
#pragma once

#include "match/finder.h"

#include <stdatomic.h>

enum { LISTS_KEPT = 32, LISTS_SHOWN = 20 };

struct list {
    struct finding at[LISTS_KEPT]; /* the best first */
    uint8_t count;
    bool known; /* it was asked for */
    bool whole; /* there is nobody else */
};

/* The same as it is kept, every field of it atomic. */
struct list_kept {
    atomic_uint version; /* odd while it is written */
    atomic_uint state;
    atomic_ullong at[LISTS_KEPT];
};

struct lists {
    struct arena *mem;
    _Atomic(struct list_kept *) at; /* by organisation */
    float *last;                    /* how good one must be to stand in it: at least so good */
    atomic_size_t count;
    size_t list_room, last_room;
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

/* The memory is held until the caller's arena ends, however long others look. */
void lists_open(struct lists *l, struct arena *mem);

/* A list as it was left by its last change; any thread may look. Not known where there is none. */
struct list lists_at(const struct lists *l, uint32_t organisation);

/* Asks for one list anew. Lists that were not asked for yet are left alone by changes. */
void lists_fill(struct lists *l, const struct lists_by *by, uint32_t organisation);

/* None is known any more. */
void lists_forget(struct lists *l);

struct lists_changed {
    size_t struck, entered, asked; /* lists */
};

/* After finder_put() of the organisation; `old` is the profile it had, or NULL. Where several were put
 * in before, this is called for each of them in turn, with what each was before the first. */
struct lists_changed lists_change(struct lists *l, const struct lists_by *by, uint32_t organisation,
        const struct profile *old);
