/* Somebody asks to be introduced to a person, or to anybody of an organisation or a cluster, along
 * people who trust each other. Each of them is asked in turn (trust/introduction_link.h).
 *
 * What the asker learns before it is over is fixed when it begins: that it is under way, and its last
 * day, which is the same whether somebody refuses, does not answer, or nobody could be asked at all.
 * So nothing here that is made for the asker reads what those who were asked said. */
#pragma once

#include "trust/belief.h"

enum introduction_aim { AIM_PERSON, AIM_ORGANISATION, AIM_CLUSTER, AIMS };

enum introduction_state {
    INTRODUCTION_OPEN,
    INTRODUCTION_DONE,       /* both said yes */
    INTRODUCTION_TAKEN_BACK, /* by the asker */
    INTRODUCTION_OVER,       /* nothing came of it by the last day */
    INTRODUCTION_STATES,
};

/* What the asker was told before they asked. */
struct introduction_told {
    int64_t people; /* in between, on the warmest way; 0: perhaps there is one */
    enum warmth warmth;
    int64_t first; /* whom they know on it; 0: not told, or erased since */
    str first_name;
};

struct introduction {
    int64_t id;
    int64_t cluster; /* in whose name */
    int64_t asker;   /* an individual, as are the next two */
    int64_t target;  /* who said yes; 0: nobody yet */
    enum introduction_aim aim;
    int64_t aim_id;   /* a contact person, an organisation, a cluster */
    int64_t own;      /* the organisation for which; 0: the cluster itself */
    str reason, lang; /* in the asker's language */
    str reason_there; /* the same in lang_there; empty: not written */
    str lang_there;   /* of the other side */
    struct introduction_told told;
    enum introduction_state state;
    int64_t created;
    int64_t expires; /* from then on it is over */
    int64_t settled; /* when it was done or taken back; 0: it was not */
    str aim_name, aim_lang, cluster_name, cluster_lang, own_name, own_lang;
    str aim_place; /* of a person: the name of their organisation */
};

struct introductions {
    struct introduction *at;
    size_t count;
};

enum {
    INTRODUCTION_WAYS_MOST = 3,                /* that are tried, one after another */
    INTRODUCTION_PEOPLE_MOST = 3,              /* asked on one of them, the last included */
    INTRODUCTION_LINK_SECONDS = 7 * 24 * 3600, /* for each to answer */
    /* So long as all of it can take at most: then it is over, whatever happened. */
    INTRODUCTION_SECONDS =
            INTRODUCTION_WAYS_MOST * INTRODUCTION_PEOPLE_MOST * INTRODUCTION_LINK_SECONDS,
    INTRODUCTION_REASON_MOST = 1500,              /* bytes */
    INTRODUCTIONS_MOST = 100,                     /* in one list */
    INTRODUCTION_OPEN_MOST = 5,                   /* of one asker at a time */
    INTRODUCTION_MONTH_MOST = 10,                 /* begun in 30 days */
    INTRODUCTION_AGAIN_SECONDS = 180 * 24 * 3600, /* to the same again */
};

enum introduction_flaw {
    INTRODUCTION_FINE,
    INTRODUCTION_WITHOUT_REASON,
    INTRODUCTION_REASON_LONG,
    INTRODUCTION_TOO_MANY_OPEN,
    INTRODUCTION_TOO_MANY, /* in a month */
    INTRODUCTION_AGAIN,    /* the same was asked for less than half a year ago */
};

str introduction_aim_word(enum introduction_aim aim); /* as it is stored: "person" */
bool introduction_aim_of(str word, enum introduction_aim *found);

str introduction_warmth_word(enum warmth warmth); /* "warm" */
enum warmth introduction_warmth_of(str word);

/* Finds the names of the aim, of the cluster and of the own organisation; false if the aim is not
 * there for the actor's eyes: a person is there if they are listed, or of an own organisation. Those
 * who are asked read these names: so nobody confidential is an aim, and an own organisation that is
 * not public is left out. */
bool introduction_named(struct work *w, struct introduction *n);

/* Reasons in normal form, or what stands against it. Nothing of what others said is asked. */
enum introduction_flaw introduction_check(struct work *w, struct introduction *n);
/* In a transaction: stores it and gives it an id and its days. The clock asks the first person. */
void introduction_add(struct work *w, struct introduction *n);

bool introduction_one(struct work *w, int64_t id, struct introduction *found); /* whoever asks */
struct introductions introduction_list(struct work *w, int64_t asker); /* the newest first */
/* The one to the same aim that is under way, or over for less than half a year; 0: there is none. */
int64_t introduction_same(struct work *w, const struct introduction *n);

/* What it is for whoever looks at it now: over as soon as its last day is. */
enum introduction_state introduction_state(const struct work *w, const struct introduction *n);

/* In a transaction: nobody is asked any more, and the letters' links are good no more. False if it
 * was not open. */
bool introduction_take_back(struct work *w, const struct introduction *n);

/* For the clock: its last day came. */
void introduction_end(struct work *w, const struct introduction *n);

/* In a transaction: two individuals turned out to be one human, `to`. */
void introduction_unite(struct work *w, int64_t from, int64_t to);
