/* What several pages say of introductions in the same words. */
#pragma once

#include "trust/introduction_link.h"
#include "web/page.h"

/* "2 people in between: warm. The first would be Ebba Ek."; "Perhaps...". */
str introduction_told_said(struct work *w, const struct introduction_told *told);

/* What became of it, for the asker: a state with its tag. */
void introduction_state_tag(struct page *p, const struct introduction *n);

/* "Zhang Wei, Nanhai Castings" or "Nanhai Castings", in its language. */
void introduction_aim_name(struct page *p, const struct introduction *n);

/* What somebody who was asked answered. */
str introduction_answer_said(struct work *w, enum introduction_link_state state);
