/* Fields for a name in several languages: the reader's in sight, the others behind a word. */
#pragma once

#include "project/named.h"
#include "web/page.h"

/* `id` makes the controls' own: "stage-3". `wrong` stands beside the first, if it is not empty. */
void named_controls(struct page *p, const struct named *n, str id, str wrong);

struct named named_read(struct page *p); /* what came back */
