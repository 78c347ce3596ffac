/* Puts a letter that asks about texts on its way, with a link of its own; inside the unit of work
 * in which it is asked, or reminded. */
#pragma once

#include "directory/ask.h"
#include "web/page.h"

void ask_send(struct page *p, const struct ask *a);

/* Which of our letters it is: see mail/letter_kind.c. */
str ask_kind(const struct ask *a);
