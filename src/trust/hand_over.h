/* Somebody leaves a cluster: the contact requests they have under way, the meetings they are to be at
 * and the collaborations they answer for go to a colleague, with a note. Whom they know is shown to who follows them; trust itself stays
 * theirs. What the cluster is asked by others stays with whom it was asked of, so that nobody learns
 * from a hand-over whether it was answered. */
#pragma once

#include "base/work.h"

enum hand_over_part {
    HAND_OVER_ASKER,
    HAND_OVER_SPEAKER,
    HAND_OVER_MEETING,
    HAND_OVER_COLLABORATION, /* written down here, and moved by whoever keeps them */
};

struct hand_over_item {
    enum hand_over_part part;
    int64_t object;
    str title; /* with whom: a name of an organisation or cluster; or what the meeting is called */
    str lang;  /* of the title; empty: not known */
    str day;   /* the deadline, the day of the meeting or of the next step; empty: none */
};

struct hand_over_items {
    struct hand_over_item *at;
    size_t count;
};

struct hand_over {
    int64_t id;
    int64_t cluster;
    int64_t from, to; /* individuals */
    str note;
    int64_t account; /* who did it */
    int64_t at;
    int64_t undone; /* 0: it holds */
    int64_t items;
};

struct hand_overs {
    struct hand_over *at;
    size_t count;
};

/* Somebody of the other side whom they met in the cluster's name, confirmed by both sides. */
struct hand_over_known {
    int64_t individual;
    str day; /* of the last time */
};

struct hand_over_knowns {
    struct hand_over_known *at;
    size_t count;
};

/* The account of somebody whose last role has ended. */
struct hand_over_leaver {
    int64_t account;
    str name;
};

struct hand_over_leavers {
    struct hand_over_leaver *at;
    size_t count;
};

enum { HAND_OVER_LEAVERS_MOST = 50 };
enum { HAND_OVER_ITEMS_MOST = 300, HAND_OVERS_MOST = 50, HAND_OVER_KNOWN_MOST = 20 };
enum { HAND_OVER_NOTE_MOST = 1000 /* bytes */ };

struct hand_over_items hand_over_items(struct work *w, int64_t cluster, int64_t account);
struct hand_over_knowns hand_over_known(struct work *w, int64_t cluster, int64_t individual);

/* Who works for nobody here any more, or may not sign in, but has something under way in the cluster's
 * name. */
struct hand_over_leavers hand_over_leavers(struct work *w, int64_t cluster);

/* All of the items; in a transaction. Gives it an id, unless there was nothing: then false. The
 * collaborations among hand_over_moved() are to be moved in the same transaction. */
bool hand_over_make(struct work *w, struct hand_over *h);

/* What went, without titles and days. */
struct hand_over_items hand_over_moved(struct work *w, int64_t id);

/* Back to who left, as long as nothing happened to any of it since; false if something did, and then
 * nothing is changed. In a transaction, as hand_over_make(). `h` is then what was undone. */
bool hand_over_undo(struct work *w, int64_t cluster, int64_t id, struct hand_over *h);

struct hand_overs hand_over_list(struct work *w, int64_t cluster); /* the newest first */

/* Two that turned out to be one human; before individual_merge(). */
void hand_over_unite(struct work *w, int64_t from, int64_t to);
