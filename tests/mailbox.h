/* What the platform wrote to somebody: for scenes that go on with a link in a letter. */
#pragma once

#include "mail/outbox.h"
#include "tests/visitor.h"

/* The newest letter of that kind to the address; false if there is none. Letters that visitors asked
 * for are written first, as the clock does. */
bool mailbox_newest(struct visitor *v, str to, str kind, struct letter *found);
int64_t mailbox_count(struct visitor *v, str to, str kind);

/* The path of the link in it, "/da/reset/..."; empty if there is no such letter. */
str mailbox_link(struct visitor *v, str to, str kind);
