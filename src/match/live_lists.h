/* Everybody's best partners abroad, as the memory keeps them: filled little by little after the
 * start, then exact again soon after each save, which only notes what it changed. One thread at a
 * time notes, follows and fills, while nobody changes the index; anybody may look at any time. */
#pragma once

#include "match/index.h"
#include "match/lists.h"

struct live_lists;

struct live_lists *live_lists_open(void); /* NULL: out of memory */
void live_lists_close(struct live_lists *l);

struct live_lists_view {
    const struct index *index;
    const struct roster *roster;
    int32_t today;
};

/* All are to be asked for anew: too much has changed at once. */
void live_lists_forget(struct live_lists *l);
/* What changed since; the profiles before it are held on to until they are followed. */
void live_lists_note(struct live_lists *l, const struct index_changed *changed);
void live_lists_follow(struct live_lists *l, const struct live_lists_view *v);

/* Fills up to `most` that are not known; whether more may be left. */
bool live_lists_fill(struct live_lists *l, const struct live_lists_view *v, size_t most);

/* By the organisation's place in the roster; from any thread, without a lock. */
struct list live_lists_at(const struct live_lists *l, uint32_t organisation);
