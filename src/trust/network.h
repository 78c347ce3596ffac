/* Somebody's own network: who they know, how warm it is, and when they last met. For their eyes only;
 * of what other people know of each other it says nothing. */
#pragma once

#include "trust/belief.h"
#include "trust/judgement.h"

struct known {
    int64_t individual;
    str name; /* empty: they are no more here under any name */
    str role;
    int64_t organisation; /* 0: none, or it is not for the reader's eyes */
    str organisation_name, organisation_lang;
    int64_t cluster; /* one they manage; 0: none */
    str cluster_name, cluster_lang;
    str country; /* of where they work */
    double belief;
    enum warmth warmth;
    str last; /* the day they last met or talked; empty: never */
    enum judgement judgement;
    int64_t times; /* that they met or talked */
};

struct network {
    struct known *at;
    size_t count;
};

enum network_sort { NETWORK_BY_WARMTH, NETWORK_BY_NAME, NETWORK_BY_DAY };

struct network_filter {
    str text;       /* in the name, role, organisation or cluster */
    str country;    /* empty: any */
    int64_t warmth; /* one of enum warmth and 1 more; 0: any */
    int64_t months; /* not met for so long; 0: whenever */
    enum network_sort sort;
};

/* What the individual knows by that rule, in that order; by day those not met for longest come
 * first. The reader is the work's actor. */
struct network network_of(struct work *w, int64_t individual, const struct rule *rule);
struct network network_filtered(
        struct work *w, const struct network *all, const struct network_filter *filter);

/* One of them; false where they are no acquaintance. */
bool network_one(struct work *w, int64_t individual, const struct rule *rule, int64_t other,
        struct known *found);

/* Whole months since that day; 0 where it is empty. */
int64_t network_months(const struct work *w, str day);

/* Who of a cluster's managers met whom, each pair once, the latest first: facts both sides confirmed,
 * and nothing that anybody thinks. */
struct met {
    int64_t manager, other; /* individuals */
    str manager_name, other_name;
    int64_t organisation;
    str organisation_name, organisation_lang;
    str last;
};

struct mets {
    struct met *at;
    size_t count;
};

enum { METS_MOST = 500 };

struct mets network_of_cluster(struct work *w, int64_t cluster);
