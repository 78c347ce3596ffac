/* Those who are asked along an introduction, one after another: each whether they pass it on to the
 * next, the last whether they want to meet the asker. A chain is written down when it is begun, and
 * ends with the first who refuses, or does not answer in INTRODUCTION_LINK_SECONDS. */
#pragma once

#include "trust/introduction.h"

enum introduction_link_state {
    INTRODUCTION_PLANNED, /* not asked yet */
    INTRODUCTION_ASKED,
    INTRODUCTION_AGREED,
    INTRODUCTION_REFUSED,
    INTRODUCTION_LAPSED,
    INTRODUCTION_ENDED, /* the asker took it back, or its last day came */
    INTRODUCTION_LINK_STATES,
};

struct introduction_link {
    int64_t introduction;
    int64_t chain, place; /* from 1 */
    int64_t individual;
    bool last; /* they are whom the asker is to meet */
    enum introduction_link_state state;
    int64_t asked, answered; /* when */
    int64_t before, after; /* whose turn was before, the asker at first, and is next; 0: nobody's */
};

struct introduction_links {
    struct introduction_link *at;
    size_t count;
};

enum introduction_said {
    INTRODUCTION_TAKEN,    /* the answer */
    INTRODUCTION_ANSWERED, /* before */
    INTRODUCTION_TOO_LATE, /* lapsed, taken back, or over */
};

enum {
    INTRODUCTION_ASKED_MOST = 2,       /* somebody is asked by letters that wait for an answer, */
    INTRODUCTION_ASKED_MONTH_MOST = 4, /* and in 30 days */
};

/* In a transaction: the people of a chain, in their order, the last one whom the asker is to meet. */
void introduction_link_plan(
        struct work *w, const struct introduction *n, const int64_t *people, size_t count);

/* The one who is asked now; false if nobody is. */
bool introduction_link_asked(struct work *w, int64_t introduction, struct introduction_link *found);
/* Who comes after the last one that agreed, in a chain nobody broke; false if there is none. */
bool introduction_link_next(struct work *w, int64_t introduction, struct introduction_link *found);
bool introduction_link_one(struct work *w, int64_t introduction, int64_t chain, int64_t place,
        struct introduction_link *found);
/* What one individual was last asked about it. */
bool introduction_link_mine(
        struct work *w, int64_t introduction, int64_t individual, struct introduction_link *found);
/* Who said yes just before the one whom the asker met. */
int64_t introduction_link_introducer(struct work *w, int64_t introduction);
int64_t introduction_link_chains(struct work *w, int64_t introduction); /* begun so far */

/* For the clock, in a transaction. */
void introduction_link_ask(struct work *w, const struct introduction_link *l);
void introduction_link_lapse(struct work *w, const struct introduction_link *l);
/* Not to be asked after all; so its chain is broken. */
void introduction_link_drop(struct work *w, const struct introduction_link *l);

/* Until when they may answer. */
int64_t introduction_link_until(const struct introduction *n, const struct introduction_link *l);

/* In a transaction: they agree, or not. Whoever is last and agrees has met the asker's wish. */
enum introduction_said introduction_link_answer(
        struct work *w, const struct introduction_link *l, bool yes);

/* Whether somebody may be asked now: not for an asker whom they refused or left without an answer in
 * the last half year, not for this one twice, and not too often. */
bool introduction_link_free(struct work *w, const struct introduction *n, int64_t individual);

/* What somebody was asked, the newest first; what they may see of it. */
struct introduction_asked {
    int64_t introduction;
    bool last;
    enum introduction_link_state state;
    int64_t asked, answered, expires;
    bool met; /* it came to an introduction along their chain */
    str cluster_name, cluster_lang;
    str aim_name, aim_lang; /* the organisation or cluster, never a person */
};

struct introduction_askeds {
    struct introduction_asked *at;
    size_t count;
};

struct introduction_askeds introduction_asked_list(struct work *w, int64_t individual);
