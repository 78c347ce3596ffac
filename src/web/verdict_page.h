/* "This one is good", on the page of a match; "Not for us" has the refusals' own pages. */
#pragma once

#include "match/verdict.h"
#include "web/match_find.h"

bool verdict_said(struct page *p); /* that the page's match is good */

/* The button, or what was said and the button that takes it back; `about` is whom it is for. */
void verdict_form(struct page *p, bool good, str about);

/* In the caller's unit of work, what was said of the page's match, which was found before. */
void verdict_note(struct page *p, bool good, const struct match_found *found);

void verdict_good_post(struct page *p);
void verdict_take_post(struct page *p);
