/* What the pages about collaborations share: addresses, names of stages, and who looks. */
#pragma once

#include "project/collaboration.h"
#include "project/stage.h"
#include "web/page.h"

/* The collaboration of the address as the reader's cluster sees it; else the page is "not there". */
bool collaboration_asked(struct page *p, struct collaboration *found);

/* "/collaborations/12/move" */
str collaboration_address(struct page *p, int64_t id, const char *rest);

/* Back to its page, with what was done. */
void collaboration_back(struct page *p, int64_t id, const char *done);

/* Ends the unit: kept and back to its page, or a fault. Of what is not ours there is no page. */
void collaboration_done(struct page *p, const char *done);
void collaboration_done_if(struct page *p, bool ours, const char *done);

/* A stage's name as an element's content, with its language where that is not the reader's. */
void collaboration_stage(struct page *p, const struct stage *s);

/* The same as words alone. */
str collaboration_stage_words(struct page *p, const struct stage *s);

/* What has to be there before a stage is entered: "a note"; empty if nothing has. */
str collaboration_evidence_words(struct work *w, enum stage_evidence e);

/* That it is missing, and what to do. */
str collaboration_lacks(struct page *p, const struct stage *lacking);

/* The next step's day, with a mark where it is over. */
void collaboration_day(struct page *p, const struct collaboration *c);

/* The select of stages and its button; `back` is where it leads afterwards, empty: its page. */
void collaboration_move_form(
        struct page *p, const struct collaboration *c, const struct stages *path, str back);
