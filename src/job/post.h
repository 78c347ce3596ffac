/* Sends the letters of the outbox to a mail server: one thread, and in PostgreSQL one machine at a
 * time. A letter counts as sent when the server has taken it; should the connection break before it
 * has said so, the letter goes out again under the same Message-ID. What the server cannot take just
 * now is tried later, what it says it will never take is not. RFC 5321. */
#pragma once

#include "mail/outgoing.h"

#include <stdatomic.h>

/* Where letters go and in whose name. All of it outlives the thread. */
struct post_office {
    str server; /* "smtp://mail.example.org:587", "smtps://..." */
    str user;   /* empty: the server is not told who sends */
    str password;
    str from;          /* an address: mime_is_mail() */
    str address;       /* of the platform, "https://clusters.example.org" */
    str trusted;       /* certificates (PEM) in place of the system's; empty: those */
    bool plain;        /* without TLS; never with a password */
    long milliseconds; /* for one letter; 0: the usual */
    const struct seal *seal;
};

/* "smtp" or "smtps", a host, and a port if it has one. */
bool post_server_fits(str server);

struct post;

/* NULL on a fault, said in `mem`. */
struct post *post_start(
        struct arena *mem, const char *database, const struct post_office *office, str *fault);
void post_stop(struct post *p);

enum post_turn {
    POST_NOTHING, /* no letter is due */
    POST_SENT,
    POST_PUT_OFF,
    POST_AWAY, /* the server did not answer, or takes nothing from us: no fault of the letter */
    POST_REFUSED,
    POST_FAILED, /* it cannot be written as mail */
    POST_STOPPED,
};

/* One letter, for the thread and for tests; `stop` may be NULL. */
enum post_turn post_turn(struct work *w, const struct post_office *office, const atomic_bool *stop);
