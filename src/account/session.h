/* A signed-in browser. The cookie holds a random token; only its hash is stored, so that nobody
 * who reads the database can take over a session. */
#pragma once

#include "base/work.h"

struct session {
    int64_t account;
    int64_t cluster;      /* the one they work for at the moment; 0 if none */
    int64_t organisation; /* or the organisation whose member or researcher they are; else 0 */
    str form_key;         /* in every form, so that no other site can send one in their name */
    int64_t created;
    int64_t seen; /* to the hour */
};

enum {
    SESSION_IDLE_MOST = 14 * 24 * 3600,
    SESSION_AGE_MOST = 90 * 24 * 3600,
    SESSION_SEEN_EVERY = 3600,
};

/* The token for the cookie. The session starts in the account's first cluster, else in its first
 * organisation; an administrator without one in the first cluster there is. A new one at every sign-in, never one that came in. */
str session_start(struct work *w, int64_t account);

/* False if there is none, it is over, or the account is suspended. Goes on where nothing can be written. */
bool session_find(struct work *w, str token, struct session *found);

/* Changes the cluster they work for; false unless the actor manages it or is an administrator. */
bool session_set_cluster(struct work *w, str token, int64_t cluster);

/* The same for an organisation, with nothing said of a cluster then; false unless the actor is its
 * member or researcher. */
bool session_set_organisation(struct work *w, str token, int64_t organisation);

bool session_form_right(const struct session *s, str form_key);

void session_end(struct work *w, str token);
void session_end_all(struct work *w, int64_t account);
void session_sweep(struct work *w); /* forgets those that are over; for the night */
