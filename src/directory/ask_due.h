/* Published texts about to end without anybody having said that they still hold: those whose last
 * day is near, and those without one that nobody confirmed for a year. Each end is asked about
 * once, whoever asks, and however many machines are at it. */
#pragma once

#include "directory/ask.h"

struct ask_due {
    int64_t listing, organisation, person;
    str due; /* which end, for ask_add() */
    str name, mail;
    enum tongue tongue; /* of the person */
};

struct ask_dues {
    struct ask_due *at;
    size_t count;
};

enum { ASK_DUE_MOST = 500, ASK_DUE_UNSAID_DAYS = 365 };

/* Those of a cluster, at most ASK_DUE_MOST, in the order of the addresses. Each with whoever was
 * asked about it last, or else the member who wrote or confirmed it with an account, or else the
 * person whom its organisation has had longest; texts of organisations without anybody with an
 * address are left to the manager. */
struct ask_dues ask_due_list(struct work *w, int64_t cluster);

/* All clusters by number, from one on; 0 after the last. */
int64_t ask_due_cluster(struct work *w, int64_t after);
