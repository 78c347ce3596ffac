/* Agreeing that a cluster or an organisation sees a need or offer that is not for everybody. */
#pragma once

#include "directory/listing.h"
#include "web/match_view.h"
#include "web/page.h"

void unveil_post(struct page *p);        /* POST /listings/{id}/unveil */
void unveil_remove_post(struct page *p); /* POST /listings/{id}/unveiled/{id}/remove */

/* On the page of a listing, for who may agree: who sees it, and whom else to show it. Nothing where
 * it is for everybody. */
void unveil_section(struct page *p, const struct listing *l);

/* On the page of a match: our texts in it that the partner does not see, each with a button. */
void unveil_in_match(struct page *p, const struct match_shown *s);
