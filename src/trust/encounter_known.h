/* Whom a side has met or meant to meet before, for whoever plans the next meeting: those they know
 * come first. */
#pragma once

#include "trust/encounter.h"
#include "trust/encounter_keeper.h"

struct encounter_known {
    int64_t individual;
    str name;
    int64_t cluster, organisation; /* where they were then; 0: not known */
    str cluster_name, cluster_lang, organisation_name, organisation_lang;
    str day; /* of the last time */
};

struct encounter_knowns {
    struct encounter_known *at;
    size_t count;
};

enum { ENCOUNTER_KNOWN_MOST = 30 };

/* Of meetings the keeper wrote down, the last first; only those with that organisation or cluster
 * where they are not 0. */
struct encounter_knowns encounter_known(
        struct work *w, const struct encounter_keeper *k, int64_t organisation, int64_t cluster);

/* Whether somebody is among them, however long ago. */
bool encounter_knows(struct work *w, const struct encounter_keeper *k, int64_t individual);
