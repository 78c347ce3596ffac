/* A contact request: somebody asks whether somebody of another organisation, or of another cluster,
 * would like to get in touch. Two yeses open the contact data of these two people to each other, and
 * nothing before.
 *
 * What is here is what the side that asks may know. Whoever refuses is not told from whoever says
 * nothing, neither before the deadline nor after it: what was really answered stands apart, in
 * approach_answer.h. */
#pragma once

#include "base/work.h"

/* As the side that asks is told. */
enum approach_state {
    APPROACH_OPEN,
    APPROACH_YES,
    APPROACH_LATER,      /* the platform asks again on the day in `again` */
    APPROACH_CLOSED,     /* the deadline passed without a yes */
    APPROACH_TAKEN_BACK, /* by the side that asks */
    APPROACH_SHUT,       /* one of the two ended what was opened */
    APPROACH_STATES,
};

struct approach {
    int64_t id;
    int64_t cluster;         /* in whose name */
    int64_t partner_cluster; /* 0: the partner is in none */
    int64_t own, partner;    /* organisations; both 0: cluster with cluster */
    int64_t asker;           /* individuals: who asks, */
    int64_t speaker;         /* whose contact data opens on the side that asks, */
    int64_t asked;           /* and who is asked */
    str reason, lang;
    str reason_theirs, lang_theirs; /* the same in the reader's language; empty: not written */
    str deadline;                   /* the last day for an answer */
    int64_t days;                   /* how long they were given */
    enum approach_state state;
    int64_t told;      /* when it came to that; 0: it is as it began */
    str again;         /* with APPROACH_LATER */
    int64_t confirmed; /* when the speaker agreed; 0: not yet */
    int64_t opened;    /* since when the two see each other's contact data; 0: they do not */
    int64_t behind;    /* earlier ones that came to nothing; it stands behind others for them */
    int64_t created;
    str cluster_name, cluster_lang, partner_cluster_name, partner_cluster_lang;
    str own_name, own_lang, partner_name, partner_lang; /* of organisations; empty where 0 */
};

struct approaches {
    struct approach *at;
    size_t count;
};

enum {
    APPROACH_DAYS_USUAL = 14,
    APPROACH_DAYS_LEAST = 3,
    APPROACH_DAYS_MOST = 60,
    APPROACH_LATER_DAYS_MOST = 366,
    APPROACH_REASON_MOST = 2000, /* bytes */
    APPROACHES_MOST = 200,       /* in one list */
};

str approach_word(enum approach_state state);

/* Whoever asks: the caller has asked for the right. */
bool approach_one(struct work *w, int64_t id, struct approach *found);

/* What the actor's side asked, the newest first: requests they stand behind as asker, speaker,
 * follower, member or manager, and those of the cluster they work for (0: none). */
struct approaches approach_ours(struct work *w, int64_t cluster);
/* What the actor, or somebody of their clusters, is asked: what is open first, and of that what
 * stands least behind. Nothing of it where the actor stands on the side that asks. */
struct approaches approach_theirs(struct work *w, int64_t cluster);

/* The one that is under way between the two, whoever of them asks: organisations, or clusters where
 * those are 0. False if there is none. */
struct approach_pair {
    int64_t cluster, partner_cluster, own, partner;
};
bool approach_between(struct work *w, const struct approach_pair *between, struct approach *found);

/* Stores it with the actor as asker and gives it an id; `asked`, `speaker`, `days` and reasons were
 * checked by approach_check.h. In a transaction. */
void approach_add(struct work *w, struct approach *a);

/* The day after which no answer counts any more has passed, or it was ended. */
bool approach_over(struct work *w, const struct approach *a);

/* By the side that asks, while nothing was opened. False if it was not under way any more. */
bool approach_take_back(struct work *w, const struct approach *a);

/* Colleagues of the side that asks who get the news too. */
void approach_follow(struct work *w, int64_t id);
bool approach_follows(struct work *w, int64_t id);

/* How the actor stands to it, as bits; what they see and may do goes by it. Whoever stands on the
 * side that asks is told nothing as a manager of the other. */
enum approach_side {
    APPROACH_ASKER = 1,
    APPROACH_SPEAKER = 2,
    APPROACH_FOLLOWER = 4,
    APPROACH_COLLEAGUE = 8, /* manager or member of the side that asks */
    APPROACH_ASKED = 16,
    APPROACH_WITNESS = 32, /* manager of the side that is asked */
};
enum { APPROACH_OUR_SIDE = 15 };
unsigned approach_stand(struct work *w, int64_t id);

/* What waits for an answer of the actor themselves: asked of them, or to be confirmed by them. */
int64_t approach_waiting(struct work *w);

/* Two individuals turned out to be one human: what was asked by and of `from` is `to`'s. A request
 * between the two themselves goes. In a transaction. */
void approach_unite(struct work *w, int64_t from, int64_t to);
