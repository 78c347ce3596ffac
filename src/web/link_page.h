/* What the pages share that links in letters lead to. */
#pragma once

#include "account/link.h"
#include "web/page.h"

/* "https://clusters.example.org/da/reset/kX3..." in the language of the letter's reader; `path` is
 * "/reset/". */
str link_page_address(struct page *p, enum tongue t, str path, str token);

/* The same page whether a link was used, is too old, was withdrawn, or never was one. */
void link_page_gone(struct page *p);

/* One thing that was said and nothing more to do: a heading, a sentence, and a way on. */
struct link_page_said {
    str title, text;
    str path, button; /* "/sign-in" */
};

void link_page_say(struct page *p, const struct link_page_said *s);
