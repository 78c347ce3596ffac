/* Puts a letter that asks about texts on its way, with a link of its own; inside the unit of work
 * in which it is asked, or reminded. */
#pragma once

#include "db/seal.h"
#include "directory/ask.h"

/* `place` is the platform's address: "https://clusters.example.org". */
void ask_send(struct work *w, const struct seal *seal, str place, const struct ask *a);

/* Which of our letters it is: see mail/letter_kind.c. */
str ask_kind(const struct ask *a);
