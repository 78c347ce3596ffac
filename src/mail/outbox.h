/* Letters on their way. A letter is stored in the transaction of what it tells of and sent later,
 * so that neither is there without the other. What it says is sealed (db/seal.h), for it may hold
 * links that open things, and is forgotten once it is sent. */
#pragma once

#include "base/tongue.h"
#include "db/seal.h"

struct letter {
    int64_t id;
    str to;             /* an address */
    enum tongue tongue; /* it is written in */
    str kind;           /* "invitation": which of our letters it is */
    int64_t cluster;    /* in whose name; 0: the platform's */
    str subject;
    str text;     /* plain; a line that is only an address becomes a button where markup is shown */
    str calendar; /* as wire/ics.h makes it; empty: none goes with it */
    str calendar_method; /* "REQUEST" or "CANCEL", as in it */
    /* of one that is stored */
    int64_t created;
};

enum { LETTER_SUBJECT_MOST = 200 };

/* Nothing where its reader refused letters of this kind (mail/unwanted.h). */
void outbox_add(struct work *w, const struct seal *seal, const struct letter *l);

/* False if there is none, it was sent already, or another key sealed it. */
bool outbox_read(struct work *w, const struct seal *seal, int64_t id, struct letter *found);
