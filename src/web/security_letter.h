/* What happened to the ways into an account, in words: on a page, and in a letter to its owner. */
#pragma once

#include "account/event.h"
#include "web/page.h"

str security_text(struct work *w, enum event_kind kind); /* "A passkey was added" */

/* Into the outbox, within the transaction of what it tells of, in the owner's language. */
void security_letter(struct page *p, const struct account *a, enum event_kind kind);

/* Notes what the reader did to their own account, and tells them by letter. */
void security_note(struct page *p, enum event_kind kind);
