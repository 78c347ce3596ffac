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
    int64_t seen;      /* to the hour */
    int64_t fresh;     /* when they last proved who they are */
    int64_t unsettled; /* not 0: their roles ask for a second step that they have yet to set up */
    int64_t given;     /* when the password ends that was made for them; 0: they chose it */
};

/* One of an account's sessions, as its owner tells them apart. */
struct session_shown {
    str key;             /* the stored hash of its token */
    str browser, system; /* in words; empty if not known */
    str subnet;          /* of where they signed in */
    int64_t created;
    int64_t seen;
};

struct sessions {
    struct session_shown *at;
    size_t count;
};

enum {
    SESSION_IDLE_MOST = 14 * 24 * 3600,
    SESSION_AGE_MOST = 90 * 24 * 3600,
    SESSION_SEEN_EVERY = 3600,
    SESSION_FRESH_MOST = 15 * 60,
    SESSIONS_MOST = 50,
};

/* The token for the cookie. The session starts in the account's first cluster, else in its first
 * organisation; an administrator without one in the first cluster there is. A new one at every sign-in, never one that came in. */
str session_start(struct work *w, int64_t account);

/* Where it was started: by what the browser says it is, and from which address. */
void session_describe(struct work *w, str token, str user_agent, str address);

/* False if there is none, it is over, or the account is suspended. Goes on where nothing can be written. */
bool session_find(struct work *w, str token, struct session *found);

/* Changes the cluster they work for; false unless the actor manages it or is an administrator. */
bool session_set_cluster(struct work *w, str token, int64_t cluster);

/* The same for an organisation, with nothing said of a cluster then; false unless the actor is its
 * member or researcher. */
bool session_set_organisation(struct work *w, str token, int64_t organisation);

bool session_form_right(const struct session *s, str form_key);

/* Whether what is sensitive may be done without asking once more who sits there. */
bool session_is_fresh(const struct session *s, int64_t now);
void session_refresh(struct work *w, str token); /* they proved it just now */

struct sessions session_list(struct work *w, int64_t account); /* the last used first */
str session_key(struct work *w, str token);                    /* as in the list */

void session_end(struct work *w, str token);
void session_end_all(struct work *w, int64_t account);
void session_end_key(struct work *w, int64_t account, str key); /* one of the list */
void session_end_others(struct work *w, int64_t account, str token);
void session_sweep(struct work *w); /* forgets what is over, with half of them; for the night */
