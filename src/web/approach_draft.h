/* A first wording of why two should get in touch, out of what met: in the asker's language and, where
 * it is another one, in the language of whoever is asked, with their titles where those are
 * translated. */
#pragma once

#include "trust/approach.h"
#include "web/match_view.h"

/* Fills the reasons and their languages. Texts of ours that are not for everybody are not named. */
void approach_draft(struct page *p, const struct match_shown *s, struct approach *a);

/* The same between two clusters, by what they call themselves. */
void approach_draft_clusters(struct page *p, str ours, str lang_theirs, struct approach *a);
