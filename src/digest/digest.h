/* What waits for somebody: new matches, requests and meetings to answer, needs about to lapse. The
 * letter that comes weekly, the feed and the desk all show this list, each in its own way.
 *
 * Gathering changes nothing. It holds what the reader may see and nothing else: what others answered
 * is in it only where its subject tells it. */
#pragma once

#include "account/link.h"
#include "directory/attention.h"
#include "match/alert.h"

/* In the order in which they are worth looking at. */
enum digest_part {
    DIGEST_APPROACHES,    /* contact requests to answer, and answered */
    DIGEST_INTRODUCTIONS, /* to make, or to say no to */
    DIGEST_ENCOUNTERS,    /* meetings to confirm, and those of the next days */
    DIGEST_STEPS,         /* next steps of collaborations */
    DIGEST_MATCHES,       /* strong ones that nobody looked at */
    DIGEST_LISTINGS,      /* needs and offers that lapse, or wait for review or an answer */
    DIGEST_PEOPLE,        /* whom they have not met for long */
    DIGEST_PARTS,
};

/* A cluster they manage, or an organisation of which they are member or researcher. */
struct digest_task {
    int64_t cluster, organisation; /* one of the two is 0 */
    str name;
    /* Of a cluster, where the caller has read them already; else NULL. */
    const struct attention *attention;
    const struct alerts *alerts;
};

enum { DIGEST_TASKS_MOST = 20 }; /* of one reader; those with the lowest numbers */

struct digest_reader {
    int64_t individual; /* 0: nothing is between them and others yet */
    int64_t account;    /* 0: a contact person without one */
    int64_t person;     /* that one; else 0 */
    str name, mail;
    enum tongue tongue;
    const struct digest_task *tasks;
    size_t count;
};

struct digest_entry {
    enum digest_part part;
    str key; /* the same as long as it says the same: "matches-2-14" */
    str of;  /* the cluster or organisation it is about, where the reader has several; else empty */
    str title; /* a sentence in the language of the work */
    str list;  /* what is behind it, a line each; may be empty */
    str act;   /* the words on its button */
    str path;  /* where that leads, after the language; empty: only a letter's link does */
    /* What a letter makes a link of its own for, good without signing in, and what stands in its
     * address before the token: "/asked/"; empty: the path is good for that. */
    str link_path;
    struct link link;
    size_t count; /* of the things behind it */
    int64_t at;   /* when it came to be so; 0: not known */
};

struct digest {
    struct digest_entry *at; /* in the order of the parts */
    size_t count;
};

enum { DIGEST_ALL = (1 << DIGEST_PARTS) - 1 };

/* Of an account, with all their tasks; false if there is none, or it is suspended. */
bool digest_reader_of(struct work *w, int64_t account, struct digest_reader *found);

/* `parts` are bits by enum digest_part. */
struct digest digest_gather(
        struct work *w, struct live *live, const struct digest_reader *reader, unsigned parts);

str digest_part_word(enum digest_part part);                 /* "matches", as stored */
str digest_part_name(struct work *w, enum digest_part part); /* in the reader's language */
