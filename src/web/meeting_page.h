/* One meeting: what both sides see, what the reader can say of it, and what their own side keeps. */
#pragma once

#include "web/page.h"

void meeting_page(struct page *p);             /* GET /meetings/{id} */
void meeting_answer_post(struct page *p);      /* POST /meetings/{id}/answer */
void meeting_cancel_post(struct page *p);      /* POST /meetings/{id}/cancel */
void meeting_remove_post(struct page *p);      /* POST /meetings/{id}/remove */
void meeting_note_post(struct page *p);        /* POST /meetings/{id}/note */
void meeting_step_done_post(struct page *p);   /* POST /meetings/{id}/step-done */
void meeting_cost_post(struct page *p);        /* POST /meetings/{id}/costs */
void meeting_cost_remove_post(struct page *p); /* POST /meetings/{id}/costs/remove */
