/* Addresses that are sent to somebody by mail: each for one purpose, good once and until a time, and
 * stored hashed. Mail programs open what they are sent, so opening one changes nothing: it shows a
 * page with a button, and only what the button sends uses it up. */
#pragma once

#include "base/work.h"

enum link_purpose {
    LINK_INVITATION, /* to have an account or one more role */
    LINK_SIGN_IN,
    LINK_PASSWORD,     /* a new one, for who forgot theirs */
    LINK_MAIL_OLD,     /* a change of address, asked at the old one */
    LINK_MAIL_NEW,     /* and at the new one */
    LINK_CONFIRM,      /* texts written on somebody's behalf */
    LINK_CURRENT,      /* texts that are about to end */
    LINK_INTRODUCTION, /* whether somebody passes one on; detail: "chain/place" */
    LINK_PRIVACY,      /* what is stored about somebody without an account */
    LINK_INVITED,      /* whether somebody comes to a meeting */
    LINK_MET,          /* whether a meeting took place */
    LINK_APPROACH,     /* a contact request, for whoever is to answer it */
    LINK_ADDRESS,      /* another address of somebody who is known here: asked at that one */
    LINK_ADDRESS_OLD,  /* and first at the one until now, where others entered it */
    LINK_FIRST,        /* printed, not sent: makes the first administrator */
    LINK_PURPOSES,
};

struct link {
    enum link_purpose purpose;
    int64_t account; /* whose it is; 0: somebody without one */
    int64_t object;  /* what it is about, by its purpose */
    str mail;        /* where it was sent, in lower case */
    str detail;      /* more, by its purpose */
    int64_t expires;
};

str link_make(struct work *w, const struct link *l); /* the token */

/* The whole address: "https://clusters.example.org" is the place, "/reset/" the path. */
str link_address(struct arena *mem, str place, enum tongue t, str path, str token);

/* For the page that asks; uses nothing up. False if it is none, was used, or is too late. */
bool link_open(struct work *w, str token, enum link_purpose purpose, struct link *found);
/* Uses it up, in the transaction of what it is used for: of two at once only one gets true. */
bool link_take(struct work *w, str token, enum link_purpose purpose, struct link *found);

/* Those of a purpose about one thing are good no more. */
void link_end(struct work *w, enum link_purpose purpose, int64_t object);
int64_t link_count(struct work *w, enum link_purpose purpose, int64_t object); /* still good */
void link_sweep(struct work *w); /* forgets those that are over; for the night */
