/* A form that comes again as it was: the answer to the first one was lost, or its button was pressed
 * twice. It is stored once. */
#pragma once

#include "web/page.h"

/* The hidden field that tells one showing of a form from the next; nothing for visitors. */
void repeated_field(struct page *p);

/* What the form that was sent is known by; empty if it is nobody's or says nothing of its showing. */
str repeated_key(struct page *p);

void repeated_page(struct page *p); /* in place of storing it again */
