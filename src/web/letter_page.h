/* One letter of the outbox, and where the data is invented also what it says, as its reader gets
 * it. */
#pragma once

#include "mail/outgoing.h"
#include "web/page.h"

void letter_page(struct page *p);
void letter_html_page(struct page *p); /* its markup alone, with leave for nothing */

str letter_kind_title(struct work *w, str kind);

/* "Sent on 30 June 2027": how it stands; `posts` is whether letters are sent at all. */
str letter_stands(struct work *w, bool posts, const struct outgoing *o);

/* A subject and a text, with a link where a line is an address of this platform. */
void letter_show(struct page *p, enum tongue tongue, str subject, str text);
