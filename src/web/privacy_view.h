/* What somebody sees of what is stored about them, and decides about it: the same for who is signed in
 * and for contact persons who came by a mail link. */
#pragma once

#include "privacy/consent.h"
#include "privacy/whom.h"
#include "web/page.h"

struct privacy_view {
    struct page *page;
    struct whom whom;
    str action; /* where its forms go: "/me/privacy" */
    enum consent_how how;
};

void privacy_contacts(const struct privacy_view *v); /* each with its choices */
void privacy_consents(const struct privacy_view *v); /* what was agreed to, word for word */
void privacy_seen(const struct privacy_view *v);     /* who saw and changed it */
void privacy_ends(const struct privacy_view *v);     /* taking it along, having it erased */

/* In a transaction: takes what was chosen for one contact person; false if it is none of theirs. */
bool privacy_take(const struct privacy_view *v);

/* Sends all that is stored as one file. */
void privacy_send(struct page *p, const struct whom *whom);

/* "/me/privacy" and "/data", for forms and redirects. */
str privacy_path(struct page *p, str action, str rest);
