/* A letter as it is handed to a mail server: plain text and markup in one message (RFC 2046, 5.1.4),
 * said to be sent by a program (RFC 3834), and, where nobody waits for it, with the address that
 * ends letters of its kind (RFC 2369 and 8058). A calendar goes with it as mail programs expect
 * invitations: as a third form of what is said, and as a file (RFC 6047). */
#pragma once

#include "mail/outbox.h"

struct message {
    const struct letter *letter;
    str from;        /* the platform's address: mime_is_mail() */
    str from_name;   /* in whose name; controls in it do no harm */
    str address;     /* of the platform: only lines that begin with it become buttons */
    str unsubscribe; /* a whole address, or empty: message_unsubscribe() */
};

/* The address that ends letters of this kind for its reader; empty where they are needed. */
str message_unsubscribe(
        struct work *w, const struct seal *seal, str address, const struct letter *l);

/* The text with what stands under it, and the same as a page of markup: without styles, scripts or
 * anything fetched, so that every mail program shows it. */
str message_text(struct work *w, const struct message *m);
str message_html(struct work *w, const struct message *m);

/* All of it, with CR LF. Should it arrive twice, its Message-ID tells, which is always the same. */
str message_bytes(struct work *w, const struct message *m);
