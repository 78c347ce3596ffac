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

/* The same address in English, for what a scene reads. */
str mailbox_english(struct visitor *v, str link);

/* Opens the link and sends its form, as its button does. */
struct response mailbox_press(struct visitor *v, str link, str form);
bool mailbox_gone(const struct response *r); /* the page, in English, that a link is good no more */
