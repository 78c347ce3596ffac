/* What happened to the ways into an account, for its owner to see and for whoever helps them. */
#pragma once

#include "base/work.h"

enum event_kind {
    EVENT_PASSWORD_CHANGED,
    EVENT_TOTP_ON,
    EVENT_TOTP_OFF,
    EVENT_PASSKEY_ADDED,
    EVENT_PASSKEY_REMOVED,
    EVENT_CODES_MADE,
    EVENT_CODE_USED,      /* a recovery code */
    EVENT_SECOND_MISSED,  /* the password was right and the second step wrong, again and again */
    EVENT_PASSKEY_COPIED, /* its counter went back, so it was refused */
    EVENT_SECOND_REMOVED, /* by an administrator */
    EVENT_KINDS,
};

struct event {
    enum event_kind kind;
    int64_t by; /* an account, or 0: nobody signed in */
    str by_name;
    int64_t at;
};

struct events {
    struct event *at;
    size_t count;
};

enum { EVENTS_SHOWN = 10, EVENT_AGE_MOST = 365 * 24 * 3600 };

void event_add(struct work *w, int64_t account, enum event_kind kind); /* by the actor, now */
struct events event_list(struct work *w, int64_t account); /* the newest first, EVENTS_SHOWN */
bool event_since(struct work *w, int64_t account, enum event_kind kind, int64_t since);
void event_sweep(struct work *w); /* forgets what is older than a year */
