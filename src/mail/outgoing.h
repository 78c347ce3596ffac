/* What becomes of the letters in the outbox: they wait, are taken by one machine, and are sent, put
 * off, or refused by the server they were sent to. Of one that was sent only its kind, its time and
 * a hash of its reader's address stay. */
#pragma once

#include "mail/outbox.h"

enum outgoing_state {
    OUTGOING_WAITING,
    OUTGOING_SENT,
    OUTGOING_FAILED,  /* tried often enough, or it cannot be sent as it is */
    OUTGOING_REFUSED, /* a server said that it will never take it: it bounced */
    OUTGOING_STATES,
};

struct outgoing {
    int64_t id;
    str kind;
    str recipient; /* a hash once it was sent */
    enum tongue tongue;
    str cluster; /* its name; empty: the platform's */
    enum outgoing_state state;
    int64_t created;
    int64_t due; /* when it is tried next, or was done with */
    int64_t tries;
    str fault; /* what was said last */
    bool readable;
};

struct outgoings {
    struct outgoing *at;
    size_t count;
};

enum {
    OUTGOING_PAGE = 50,
    OUTGOING_LEASE_SECONDS = 300, /* whoever takes one has it so long for himself */
    OUTGOING_FAULT_MOST = 200,    /* bytes */
};

/* The one that has waited longest, for the caller alone until the lease is over; to be called
 * outside of a unit, for it keeps that. One that cannot be read fails here. False if none is due. */
bool outgoing_take(struct work *w, const struct seal *seal, struct letter *l);

/* One of these ends what outgoing_take() began, within the caller's unit. */
void outgoing_sent(struct work *w, const struct seal *seal, const struct letter *l);
void outgoing_put_off(struct work *w, const struct letter *l, str fault); /* or gives it up */
void outgoing_wait(struct work *w, const struct letter *l, str fault); /* as if it was not tried */
void outgoing_refused(struct work *w, const struct letter *l, str fault);
void outgoing_failed(struct work *w, const struct letter *l, str fault);
void outgoing_give_back(struct work *w, const struct letter *l); /* as if it had not been taken */

/* How long after so many tries the next is due, in seconds; 0: it is given up. */
int64_t outgoing_pause(int64_t tries);

struct outgoings outgoing_list(struct work *w, enum outgoing_state state, int64_t before);
bool outgoing_one(struct work *w, int64_t id, struct outgoing *found);
void outgoing_counts(struct work *w, int64_t of_state[OUTGOING_STATES]);

/* For people: false where there is none in a state for it. Those that failed or were put off are
 * tried at once; all of them, but not those that were refused. */
bool outgoing_retry(struct work *w, int64_t id);
void outgoing_retry_all(struct work *w);
bool outgoing_drop(struct work *w, int64_t id); /* not one that was sent */

/* Forgets what nobody needs any more. */
void outgoing_sweep(struct work *w, const struct seal *seal);
