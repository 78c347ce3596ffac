/* Meetings as their readers have them before them: what is coming, what is to be confirmed, what
 * counts. A claim is in no number that anybody sees. */
#pragma once

#include "trust/encounter.h"

/* How a meeting stands for a reader. */
enum encounter_group {
    GROUP_ALL,
    GROUP_PLANNED,
    GROUP_CONFIRM, /* it is over, and nobody of the reader's side has said whether they met */
    GROUP_CLAIMED, /* the reader's side says so, the other one not yet */
    GROUP_HELD,    /* confirmed by both: what counts */
    GROUP_OFF,     /* cancelled, not held, taken back */
    ENCOUNTER_GROUPS,
};

struct encounter_row {
    struct encounter encounter;
    enum encounter_side side;
    enum encounter_group group;
    str people; /* names of the other side: "A;B" */
};

enum { ENCOUNTERS_PAGE = 25 };

struct encounter_list {
    struct encounter_row *at;
    size_t count;
    size_t rows;  /* of that group, for turning pages only: claims are among them */
    int64_t held; /* what counts, whatever the group */
};

/* The actor's: ENCOUNTERS_PAGE after `skip`. Administrators see those of `cluster` besides. */
struct encounter_list encounter_list(
        struct work *w, enum encounter_group group, int64_t cluster, size_t skip);

str encounter_group_word(enum encounter_group group); /* in addresses: "claimed" */
enum encounter_group encounter_group_of(str word);    /* GROUP_ALL if it is none */
